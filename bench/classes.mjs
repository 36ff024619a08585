// Java of ours that lies in a package of Berry's.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { folder, home, remove } from './berry.mjs';
import { owe } from './ending.mjs';
import { javaHome } from './java.mjs';

const compiled = new Map();

/** Berry's own classes and all that they need. */
export const berry = [join(home, 'target', 'berry.jar'), join(home, 'target', 'lib', '*')].join(':');

/** Compiles it against the jar; it must lie in Berry's own package, and in no other class loader. */
export function compile(source) {
  if (compiled.has(source)) return compiled.get(source);
  const place = folder();
  owe(() => remove(place));
  const words = ['-proc:none', '-nowarn', '-cp', berry, '-d', place, join(home, 'bench', 'java', source)];
  execFileSync(join(javaHome(), 'bin', 'javac'), words, { stdio: ['ignore', 'ignore', 'inherit'] });
  compiled.set(source, place);
  return place;
}
