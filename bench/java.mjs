// Java for what the bench runs beside Berry: the one that Berry's launcher has chosen.
import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';

let chosen = null;

/** To be told while a Berry runs. */
export function chooseJavaOf(pid) {
  chosen = dirname(dirname(realpathSync(`/proc/${pid}/exe`)));
}

export function javaHome() {
  if (!chosen) throw new Error('no Berry has been started yet');
  return chosen;
}

export const javaVersion = () =>
  /JAVA_RUNTIME_VERSION="(.*)"/.exec(readFileSync(`${javaHome()}/release`, 'utf8'))[1];
