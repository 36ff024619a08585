// A PostgreSQL of this machine: its server, throw-away, and its own client programs beside it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folder, home, remove } from './berry.mjs';
import { owe } from './ending.mjs';
import { javaHome } from './java.mjs';
import { launch } from './launch.mjs';
import { freePort } from './server.mjs';

const USER = 'postgres';
const PASSWORD = 'bench';
const INSTALLED = '/usr/lib/postgresql';
const NEEDED = ['initdb', 'postgres', 'psql', 'pg_dump'];

/** Where its programs lie. */
export function programs(asked) {
  const versions = asked ? [] : (existsSync(INSTALLED) ? readdirSync(INSTALLED) : []).sort((a, b) => Number(b) - Number(a));
  const found = asked ? [asked] : versions.map((one) => join(INSTALLED, one, 'bin'));
  const bin = found.find((one) => NEEDED.every((name) => existsSync(join(one, name))));
  if (!bin) throw new Error(`${NEEDED.join(', ')} of one PostgreSQL are needed; looked in ${found.join(', ') || INSTALLED}. Name their folder: --bin FOLDER`);
  return bin;
}

/** Starts the server with PostgreSQL's own default settings. */
export async function withClients(bin) {
  const place = folder();
  owe(() => remove(place));
  const port = await freePort();
  const words = ['-cp', `${home}/target/berry.jar:${home}/target/lib/*`, join(home, 'bench', 'java', 'Postgres.java')];
  await launch(join(javaHome(), 'bin', 'java'), [...words, place, String(port), PASSWORD, bin], {
    env: { PATH: process.env.PATH },
    ready: /^ready (\d+)$/m,
    input: true,
  });
  const url = (database) => `postgresql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const psql = (database, sql) =>
    execFileSync(join(bin, 'psql'), ['-XqAt', '-v', 'ON_ERROR_STOP=1', url(database), '-c', sql], { encoding: 'utf8' }).trim();
  return { bin, url, psql, version: psql(USER, 'SHOW server_version').split(' ')[0] };
}
