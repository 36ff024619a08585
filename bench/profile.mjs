// Where Berry's time and memory go while it is under load, as the kernel and Java's own flight
// recorder see it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './berry.mjs';
import { javaHome } from './java.mjs';
import { table } from './results.mjs';

const VIEWS = ['hot-methods', 'allocation-by-class', 'allocation-by-site', 'contention-by-site', 'gc-pauses'];
const SHOWN = 20;
const MUCH = 1 << 30;

const java = (program, ...words) => execFileSync(join(javaHome(), 'bin', program), words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: MUCH });

/** Records from now on; the answer ends it, keeps the file under `target` and returns what it shows. */
export function record(pid, name) {
  const file = join(home, 'target', `intake-${name}.jfr`);
  java('jcmd', String(pid), 'JFR.start', 'name=bench', 'settings=profile');
  const before = threads(pid);
  return () => {
    const after = threads(pid);
    java('jcmd', String(pid), 'JFR.stop', 'name=bench', `filename=${file}`);
    const seen = VIEWS.map((view) => java('jfr', 'view', '--width', '150', '--truncate', 'beginning', view, file).trimEnd());
    return [byThread(before, after), byLibrary(file), ...seen, `Recorded in ${file}`].join('\n\n');
  };
}

/** Processor time of the kernel's threads, in ms; those of one pool together. */
function threads(pid) {
  const all = {};
  for (const one of readdirSync(`/proc/${pid}/task`)) {
    try {
      const [, name, rest] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/task/${one}/stat`, 'utf8'));
      const fields = rest.split(' ').map(Number);
      const pool = name.replace(/[-#\d ]+$/, '');
      all[pool] = (all[pool] ?? 0) + (fields[11] + fields[12]) * 10;
    } catch {
      // ended meanwhile
    }
  }
  return all;
}

function byThread(before, after) {
  const rows = Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]);
  return `CPU by thread, the compilers' and collector's included:\n${share(rows)}`;
}

/** Each sample counts for the library whose code is nearest to the top of its stack. */
function byLibrary(file) {
  const { recording } = JSON.parse(java('jfr', 'print', '--json', '--stack-depth', '64', '--events', 'jdk.ExecutionSample', file));
  const counted = {};
  for (const { values } of recording.events) {
    const types = (values.stackTrace?.frames ?? []).map((frame) => frame.method.type.name.replaceAll('/', '.'));
    const nearest = types.find((type) => !/^(java|javax|jdk|sun)\./.test(type)) ?? 'Java itself';
    const name = nearest.split('.').slice(0, nearest.startsWith('berry.') ? 2 : 3).join('.');
    counted[name] = (counted[name] ?? 0) + 1;
  }
  return `Samples of Java code, by library:\n${share(Object.entries(counted))}`;
}

function share(rows) {
  const sum = rows.reduce((all, [, part]) => all + part, 0);
  const largest = rows.filter(([, part]) => part > 0).sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
  return table(['', 'part', ''], ...largest.map(([name, part]) => [name, `${((part / sum) * 100).toFixed(1)} %`, part]));
}
