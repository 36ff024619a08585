// How fast one JDBC loop writes Berry's rows without any HTTP.
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { folder, home, remove } from './berry.mjs';
import { owe } from './ending.mjs';
import { javaHome } from './java.mjs';
import { BOT } from './telegram.mjs';

const WARM = 5;
let classes = null;

const berry = [join(home, 'target', 'berry.jar'), join(home, 'target', 'lib', '*')].join(':');

/** Compiles it against the jar; it must lie in Berry's own package, and in no other class loader. */
function compile() {
  if (classes) return classes;
  const place = folder();
  owe(() => remove(place));
  const source = join(home, 'bench', 'java', 'berry', 'inbox', 'RawRate.java');
  execFileSync(join(javaHome(), 'bin', 'javac'), ['-proc:none', '-nowarn', '-cp', berry, '-d', place, source], { stdio: ['ignore', 'ignore', 'inherit'] });
  classes = place;
  return place;
}

/** Rows a second, with so many rows in a batch. */
export async function rawRate(server, { rows, seconds }) {
  await server.fresh('raw', 'berry_empty');
  const { jdbc, user, password } = server.address('raw');
  const words = ['-cp', `${compile()}:${berry}`, '-XX:+UseSerialGC', '-Xmx256m', 'berry.inbox.RawRate', jdbc, user, password, BOT, rows, WARM, seconds];
  const { stdout } = await promisify(execFile)(join(javaHome(), 'bin', 'java'), words.map(String));
  const done = JSON.parse(/^FIGURES (.*)$/m.exec(stdout)[1]);
  return done.rows / done.seconds;
}
