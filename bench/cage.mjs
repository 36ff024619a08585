// A control group with little of everything, as a small rented machine has. Versions 1 and 2.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { owe } from './ending.mjs';

const ROOT = '/sys/fs/cgroup';
const PERIOD = 100_000;
const MB = 1 << 20;
let made = 0;

const number = (file) => Number(readFileSync(file, 'utf8').trim());
const pairs = (file) =>
  Object.fromEntries(readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split(/\s+/)).map(([key, value]) => [key, Number(value)]));

/**
 * A cage of that size; `cpu` in processors, `megabytes` for processes and their files' pages.
 *
 * Throws where the kernel or a container does not let us: the caller says loudly what it leaves out.
 */
export function cage({ cpu, megabytes }) {
  const name = `berry-bench-${process.pid}-${++made}`;
  const inside = existsSync(join(ROOT, 'cgroup.controllers')) ? second(name, cpu, megabytes) : first(name, cpu, megabytes);
  const remove = owe(() => empty(inside.folders));
  inside.make();
  // The shell enters and becomes the program: nothing of it is ever outside.
  const script = `${inside.folders.map((folder) => `echo $$ > ${join(folder, 'cgroup.procs')} || exit 97`).join('\n')}\nexec "$@"`;
  return { enter: ['sh', '-c', script, 'sh'], state: inside.state, remove };
}

function first(name, cpu, megabytes) {
  const memory = join(ROOT, 'memory', name);
  const folders = cpu ? [memory, join(ROOT, 'cpu', name)] : [memory];
  const make = () => {
    folders.forEach((folder) => mkdirSync(folder));
    writeFileSync(join(memory, 'memory.limit_in_bytes'), String(megabytes * MB));
    if (!cpu) return;
    writeFileSync(join(folders[1], 'cpu.cfs_period_us'), String(PERIOD));
    writeFileSync(join(folders[1], 'cpu.cfs_quota_us'), String(cpu * PERIOD));
  };
  const state = () => {
    const parts = pairs(join(memory, 'memory.stat'));
    return {
      used: number(join(memory, 'memory.usage_in_bytes')) / MB,
      own: (parts.total_rss ?? parts.rss) / MB,
      most: number(join(memory, 'memory.max_usage_in_bytes')) / MB,
      limitHits: number(join(memory, 'memory.failcnt')),
      kills: pairs(join(memory, 'memory.oom_control')).oom_kill ?? 0,
    };
  };
  return { folders, make, state };
}

function second(name, cpu, megabytes) {
  const folder = join(ROOT, name);
  const make = () => {
    writeFileSync(join(ROOT, 'cgroup.subtree_control'), '+cpu +memory');
    mkdirSync(folder);
    writeFileSync(join(folder, 'memory.max'), String(megabytes * MB));
    if (existsSync(join(folder, 'memory.swap.max'))) writeFileSync(join(folder, 'memory.swap.max'), '0');
    if (cpu) writeFileSync(join(folder, 'cpu.max'), `${cpu * PERIOD} ${PERIOD}`);
  };
  const peak = join(folder, 'memory.peak');
  const state = () => {
    const events = pairs(join(folder, 'memory.events'));
    return {
      used: number(join(folder, 'memory.current')) / MB,
      own: pairs(join(folder, 'memory.stat')).anon / MB,
      most: existsSync(peak) ? number(peak) / MB : Number.NaN,
      limitHits: events.max,
      kills: events.oom_kill,
    };
  };
  return { folders: [folder], make, state };
}

/** The kernel lets a group go a moment after its last process. */
async function empty(folders) {
  for (const folder of folders) {
    for (let tries = 100; existsSync(folder); tries--) {
      try {
        rmdirSync(folder);
      } catch (busy) {
        if (tries === 0) throw busy;
        await wait(100);
      }
    }
  }
}
