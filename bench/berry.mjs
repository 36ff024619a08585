// One Berry of ours: started by the launcher in a folder of its own, looked at from outside.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));
const launcher = join(home, 'berry');
const PATIENCE = 120_000;

export const folder = () => mkdtempSync(join(tmpdir(), 'berry-bench-'));
export const remove = (place) => rmSync(place, { recursive: true, force: true });

/** Builds and records what is not there yet, so that no measurement pays for it. */
export async function prepare() {
  const place = folder();
  const berry = await start(place);
  await berry.stop();
  remove(place);
  return { recorded: existsSync(join(home, 'target', 'berry.aot')) };
}

/** Starts Berry over that folder; `took` is from the command to the ready line, in ms. */
export async function start(place) {
  const began = performance.now();
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', PORT: '0' };
  if (process.env.JAVA_HOME) env.JAVA_HOME = process.env.JAVA_HOME;
  if (process.env.BERRY_JAVA_OPTIONS) env.BERRY_JAVA_OPTIONS = process.env.BERRY_JAVA_OPTIONS;
  const child = spawn(launcher, ['start'], { cwd: place, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((done) => child.once('exit', (code) => done(code)));
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  const address = await new Promise((done, refused) => {
    const timer = setTimeout(() => refused(new Error(`not ready in time:\n${said}`)), PATIENCE);
    child.stdout.on('data', (data) => {
      said += data;
      const ready = /^Berry is ready: (\S+)$/m.exec(said);
      if (ready) {
        clearTimeout(timer);
        done(ready[1]);
      }
    });
    ended.then((code) => refused(new Error(`ended with ${code}:\n${said}`)));
  });
  const took = performance.now() - began;
  return {
    address,
    took,
    pid: child.pid,
    cpu: cpu(child.pid),
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** What the process has computed so far, in ms of user and system time. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** MB of one process: resident, of that its own and the files' pages, and its fair share. */
export function memory(pid) {
  const status = table(`/proc/${pid}/status`);
  const rollup = table(`/proc/${pid}/smaps_rollup`);
  const mb = (kb) => Math.round(kb / 102.4) / 10;
  return {
    rss: mb(status.VmRSS),
    anon: mb(status.RssAnon),
    file: mb(status.RssFile + status.RssShmem),
    pss: mb(rollup.Pss),
    threads: status.Threads,
  };
}

/** PostgreSQL's fair share over all its processes, in MB. */
export function postgres(pid) {
  const all = processes();
  let family = [pid];
  const below = [];
  while (family.length > 0) {
    family = all.filter((one) => family.includes(one.parent)).map((one) => one.pid);
    below.push(...family);
  }
  const servers = below.filter((one) => name(one).startsWith('postgres'));
  const pss = servers.reduce((sum, one) => sum + memory(one).pss, 0);
  return { pss: Math.round(pss * 10) / 10, processes: servers.length };
}

function processes() {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
        return [{ pid: Number(entry), parent: Number(stat.replace(/^.*\) \S+ /, '').split(' ')[0]) }];
      } catch {
        return []; // ended meanwhile
      }
    });
}

const name = (pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim();

function table(file) {
  const rows = readFileSync(file, 'utf8').matchAll(/^(\w+):\s+(\d+)/gm);
  return Object.fromEntries([...rows].map(([, key, value]) => [key, Number(value)]));
}

/** The Java that runs it, as it calls itself. */
export function runtime(pid) {
  const java = dirname(dirname(realpathSync(`/proc/${pid}/exe`)));
  return `Java ${/JAVA_RUNTIME_VERSION="(.*)"/.exec(readFileSync(join(java, 'release'), 'utf8'))[1]}`;
}

/** The first line that a command prints. */
export const says = (command, ...words) => execFileSync(command, words, { encoding: 'utf8' }).split('\n')[0];
