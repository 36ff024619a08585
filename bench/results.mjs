// results.md: one section for each command, and the words that all of them use.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { home } from './berry.mjs';
import { says } from './proc.mjs';

const FILE = join(home, 'bench', 'results.md');
const SECTIONS = ['bench/start', 'bench/intake', 'bench/intake --soak', 'bench/inbox', 'bench/monitoring', 'bench/backup', './berry test --long'];
const TITLE = '# Results\n\nEach section is written by the command that it names, and by nothing else. See README.md.\n';

const sorted = (all) => [...all].sort((a, b) => a - b);
export const share = (all, part) => sorted(all)[Math.max(0, Math.min(all.length - 1, Math.ceil(all.length * part) - 1))];
export const median = (all) => share(all, 0.5);
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const verdict = (good) => (good ? 'yes' : '**no**');
export const today = () => `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`;
export const machine = () => `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
export const load = () => loadavg().map((one) => one.toFixed(2)).join(' ');

/** What was measured. Figures that another command has written meanwhile make no difference. */
export const commit = () => {
  const changed = says('git', '-C', home, 'status', '--porcelain', '--untracked-files=no', '--', ':!bench/results.md');
  return says('git', '-C', home, 'rev-parse', '--short', 'HEAD') + (changed ? '-dirty' : '');
};

/** A table in Markdown; each row an array of cells. */
export const table = (...rows) => {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const [head, ...body] = rows;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...body.map(line)].join('\n');
};

const begins = (name) => `<!-- ${name}: begin -->`;
const ends = (name) => `<!-- ${name}: end -->`;

/** Puts the text in the place of that command's section and leaves the others as they are. */
export function write(name, text) {
  const before = stored();
  const all = SECTIONS.map((one) => [one, one === name ? text.trim() : before(one)]).filter(([, body]) => body);
  const parts = all.map(([one, body]) => `${begins(one)}\n\n${body}\n\n${ends(one)}\n`);
  writeFileSync(FILE, [TITLE, ...parts].join('\n'));
  console.log(text);
}

function stored() {
  let file = '';
  try {
    file = readFileSync(FILE, 'utf8');
  } catch {
    // nothing measured yet
  }
  return (name) => {
    const from = file.indexOf(begins(name));
    const to = file.indexOf(ends(name));
    return from < 0 || to < from ? '' : file.slice(from + begins(name).length, to).trim();
  };
}
