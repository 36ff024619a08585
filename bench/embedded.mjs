// What we ask of the embedded PostgreSQL of a Berry of ours.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './berry.mjs';
import { javaHome } from './java.mjs';

/** JDBC address, user and password of the database in that folder. */
export function access(place) {
  const lines = readFileSync(join(place, 'data', 'postgres', 'connection'), 'utf8');
  const value = (name) => new RegExp(`^${name}=(.*)$`, 'm').exec(lines)[1];
  return [`jdbc:postgresql://127.0.0.1:${value('port')}/berry_twa_dashboard`, 'berry', value('password')];
}

/** Runs a part of Conversations.java over it. */
export function database(place, part, ...words) {
  const source = join(home, 'bench', 'java', 'Conversations.java');
  return execFileSync(
    join(javaHome(), 'bin', 'java'),
    ['-cp', `${home}/target/lib/*`, source, part, ...access(place), ...words].map(String),
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  ).trim();
}
