// What the kernel tells of processes, and what programs tell of themselves.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the process has computed so far, in ms of user and system time. */
export function cpu(pid) {
  const { user, system } = stat(pid);
  return (user + system) * 10;
}

/** The same of a server and all its children, those included that have ended. */
export function familyCpu(pid) {
  for (;;) {
    const { endedUser, endedSystem } = stat(pid);
    try {
      return [pid, ...below(pid)].reduce((sum, one) => sum + cpu(one), (endedUser + endedSystem) * 10);
    } catch (failure) {
      // A child ended meanwhile; only now does its time stand with its parent's.
      if (failure.code !== 'ENOENT' && failure.code !== 'ESRCH') throw failure;
    }
  }
}

/** What each thread has computed so far: by its id, its name (15 letters) and ms. */
export function threads(pid) {
  const all = new Map();
  for (const id of readdirSync(`/proc/${pid}/task`)) {
    try {
      const place = `/proc/${pid}/task/${id}`;
      const nanos = Number(readFileSync(join(place, 'schedstat'), 'utf8').split(' ')[0]);
      all.set(id, { name: readFileSync(join(place, 'comm'), 'utf8').trim(), ms: nanos / 1e6 });
    } catch {
      // ended meanwhile
    }
  }
  return all;
}

function stat(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').map(Number);
  return { user: fields[11], system: fields[12], endedUser: fields[13], endedSystem: fields[14] };
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

/** PostgreSQL's fair share over all its processes below that one, in MB. */
export function postgres(pid) {
  const servers = below(pid).filter((one) => name(one).startsWith('postgres'));
  const pss = servers.reduce((sum, one) => sum + memory(one).pss, 0);
  return { pss: Math.round(pss * 10) / 10, processes: servers.length };
}

function below(pid) {
  const all = processes();
  let family = [pid];
  const found = [];
  while (family.length > 0) {
    family = all.filter((one) => family.includes(one.parent)).map((one) => one.pid);
    found.push(...family);
  }
  return found;
}

function processes() {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      try {
        const text = readFileSync(`/proc/${entry}/stat`, 'utf8');
        return [{ pid: Number(entry), parent: Number(text.replace(/^.*\) \S+ /, '').split(' ')[0]) }];
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
