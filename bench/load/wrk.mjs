// As much load as the candidate takes, by wrk: it costs the two processors least.
import { execFileSync, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { owe } from '../ending.mjs';
import { SECRET } from '../telegram.mjs';

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'updates.lua');
const IDS_A_RUN = 10_000_000;
let runs = 0;

/** Makes sure that it is there; on Debian, root gets it installed. */
export function needWrk() {
  if (!found() && process.getuid() === 0) {
    console.error('Installing wrk …');
    execFileSync('sh', ['-c', 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends wrk'], { stdio: 'ignore' });
  }
  if (!found()) throw new Error('wrk is missing: install the package wrk');
}

function found() {
  try {
    execFileSync('sh', ['-c', 'command -v wrk'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Its own words about itself; it ends with 1 after them. */
export const wrkVersion = () => /^wrk (\S+)/.exec(execFileSync('sh', ['-c', 'wrk -v || true'], { encoding: 'utf8' }))[1];

/** One run: acknowledged, refused (not 2xx or 3xx), broken (connections), late (30 s), seconds, latencies in ms. */
export async function load(address, { connections, seconds }) {
  const first = 100_000_000 + runs++ * IDS_A_RUN;
  const words = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', SCRIPT, address, '--', String(first), SECRET];
  const child = spawn('wrk', words, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const stopped = owe(() => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  await new Promise((done, failed) => child.once('close', done).once('error', failed));
  await stopped();
  const figures = /^FIGURES (.*)$/m.exec(said);
  if (!figures) throw new Error(`wrk said: ${said}`);
  const { requests, us, refused, broken, late, p50, p99, longest } = JSON.parse(figures[1]);
  return { acknowledged: requests - refused, refused, broken, late, seconds: us / 1e6, p50: p50 / 1000, p99: p99 / 1000, longest: longest / 1000 };
}
