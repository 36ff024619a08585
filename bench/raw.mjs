// How fast one JDBC loop writes Berry's rows without any HTTP.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { berry, compile } from './classes.mjs';
import { javaHome } from './java.mjs';
import { BOT } from './telegram.mjs';

const WARM = 5;

/** Rows a second, with so many rows in a batch. */
export async function rawRate(server, { rows, seconds }) {
  await server.fresh('raw', 'berry_empty');
  const { jdbc, user, password } = server.address('raw');
  const words = ['-cp', `${compile('berry/inbox/RawRate.java')}:${berry}`, '-XX:+UseSerialGC', '-Xmx256m', 'berry.inbox.RawRate', jdbc, user, password, BOT, rows, WARM, seconds];
  const { stdout } = await promisify(execFile)(join(javaHome(), 'bin', 'java'), words.map(String));
  const done = JSON.parse(/^FIGURES (.*)$/m.exec(stdout)[1]);
  return done.rows / done.seconds;
}
