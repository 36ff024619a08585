// One Berry of ours: started by the launcher in a folder of its own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './launch.mjs';
import { cpu } from './proc.mjs';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));
const READY = /^Berry is ready: (\S+)$/m;

export const folder = () => mkdtempSync(join(tmpdir(), 'berry-bench-'));
export const remove = (place) => rmSync(place, { recursive: true, force: true });

/** Builds and records what is not there yet, so that no measurement pays for it. */
export async function prepare(settings = {}) {
  const place = folder();
  try {
    const berry = await start(place, settings);
    await berry.stop();
  } finally {
    remove(place);
  }
  return { recorded: existsSync(join(home, 'target', 'berry.aot')) };
}

/**
 * Starts Berry over that folder; `took` is from the command to the ready line, in ms.
 *
 * `settings` are further variables of its environment, `cage` one of cage.mjs.
 */
export async function start(place, settings = {}, cage = null) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', PORT: '0', ...settings };
  if (process.env.JAVA_HOME) env.JAVA_HOME = process.env.JAVA_HOME;
  if (process.env.BERRY_JAVA_OPTIONS) env.BERRY_JAVA_OPTIONS = process.env.BERRY_JAVA_OPTIONS;
  const { pid, match, took, stop, ended, said } = await launch(join(home, 'berry'), ['start'], { cwd: place, env, ready: READY, cage });
  return { address: match[1], took, pid, cpu: cpu(pid), stop, ended, said };
}
