// What Berry pays for watching itself: processor, memory, room in the database.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { folder, prepare, remove, start } from './berry.mjs';
import { berry as classes, compile } from './classes.mjs';
import { access, database } from './embedded.mjs';
import { owe, run } from './ending.mjs';
import { chooseJavaOf, javaHome, javaVersion } from './java.mjs';
import { cpu, threads } from './proc.mjs';
import { commit, load, machine, table, today, verdict, write } from './results.mjs';

const { values: asked } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, warm: { type: 'string', default: '60' } },
});
const whole = asked.seconds === '60' && asked.warm === '60';
const seconds = Number(asked.seconds);

const SHARE = 0.01;
const MEMORY = 5;
const ROOM = 100;
const MB = 1 << 20;

/** Who reads, who writes it down, and those who read beside them; as the kernel cuts their names. */
const WATCHING = ['sampler', 'monitoring', 'ForkJoinPool-1-', 'VirtualThread-u'];

/** Places of the three rings of one replica, and the seconds of a step. */
const RINGS = '(0, 8640, 10), (1, 20160, 60), (2, 9504, 3600)';
const ROUND = 5;

const progress = (text) => console.error(`${String(Math.round(performance.now() / 1000)).padStart(5)} s  ${text}`);

/** ms of each thread's work by its name, and of the whole process. */
async function idle(pid) {
  const before = threads(pid);
  const all = cpu(pid);
  const seen = new Map();
  const until = performance.now() + seconds * 1000;
  // One that ends takes its time with it, so it is looked at now and then.
  while (performance.now() < until) {
    await wait(1_000);
    for (const [id, thread] of threads(pid)) seen.set(id, thread);
  }
  const work = {};
  for (const [id, { name, ms }] of seen) work[name] = (work[name] ?? 0) + ms - (before.get(id)?.ms ?? 0);
  return { work, process: cpu(pid) - all };
}

function hour(place) {
  const words = ['-cp', `${compile('berry/monitoring/Hour.java')}:${classes}`, '-XX:+UseSerialGC', '-XX:+UseCompactObjectHeaders', 'berry.monitoring.Hour', ...access(place)];
  const said = execFileSync(join(javaHome(), 'bin', 'java'), words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(/^FIGURES (.*)$/m.exec(said)[1]);
}

/** 13 months of one replica, each array as long as today's and without a gap; no two are the same. */
function fill(place) {
  return database(
    place,
    'ask',
    `WITH newest AS (SELECT figures FROM metric_point WHERE tier = 0 ORDER BY at DESC LIMIT 1),
       ring (tier, places, step) AS (VALUES ${RINGS}),
       written AS (
         INSERT INTO metric_point (tier, slot, replica, at, figures)
         SELECT tier, slot, 'bench-5d8f9c7b44-x2x7k:8080', now() - (places - slot) * step * interval '1 second',
           (SELECT array_agg((coalesce(one, 1) * (1 + random() + slot * 0))::real ORDER BY place)
            FROM unnest(newest.figures) WITH ORDINALITY AS each (one, place))
         FROM newest, ring, generate_series(0, places - 1) AS slot
         RETURNING figures)
     SELECT concat_ws(' ', count(*), max(cardinality(figures))) FROM written`,
  ).split(' ');
}

/** Once round all rings; autovacuum comes whenever a fifth was written over, so it does here. */
function goRound(place) {
  for (let part = 0; part < ROUND; part++) {
    database(place, 'ask', `UPDATE metric_point SET at = at + interval '1 second', figures = figures || '{}' WHERE replica LIKE 'bench%' AND slot % ${ROUND} = ${part}`);
    database(place, 'ask', 'VACUUM metric_point');
  }
}

const room = (place) => Number(database(place, 'ask', `SELECT pg_total_relation_size('metric_point')`)) / MB;

await run(async () => {
  const before = load();
  await prepare();
  const place = folder();
  owe(() => remove(place));
  const berry = await start(place);
  owe(() => berry.stop());
  chooseJavaOf(berry.pid);

  progress('warming up');
  await wait(Number(asked.warm) * 1000);
  progress('watching it do nothing');
  const { work, process } = await idle(berry.pid);
  const part = (ms) => `${((ms / (seconds * 1000)) * 100).toFixed(2)} %`;
  const watching = WATCHING.reduce((sum, name) => sum + (work[name] ?? 0), 0);
  const known = Number(database(place, 'ask', `SELECT count(one) FROM unnest((SELECT figures FROM metric_point WHERE tier = 0 ORDER BY at DESC LIMIT 1)) AS one`));
  progress('an hour in memory');
  const { bytes, readings } = hour(place);
  progress('13 months in the database');
  const [rows, figures] = fill(place);
  const filled = room(place);
  goRound(place);
  const round = room(place);

  const text = `## bench/monitoring
${today()}; \`bench/monitoring\`; ${machine()}; load average before: ${before}; ${javaVersion()}; embedded PostgreSQL; commit ${commit()}.
An idle Berry with all its sensors for ${seconds} s after ${asked.warm} s of warm-up; ${figures} figures each 5 s, ${known} of them known here.

${table(
  ['promise', 'limit', 'measured', 'kept'],
  ['watching, of one core', '< 1 %', part(watching), verdict(watching < SHARE * seconds * 1000)],
  ['the last hour in memory', `< ${MEMORY} MB`, `${(bytes / MB).toFixed(2)} MB`, verdict(bytes < MEMORY * MB)],
  ['13 months of one replica in the database', `< ${ROOM} MB`, `${round.toFixed(1)} MB`, verdict(Math.max(filled, round) < ROOM)],
)}

${table(['thread', 'of one core'], ...WATCHING.map((name) => [`\`${name}\``, part(work[name] ?? 0)]), ['the whole idle process', part(process)])}

The threads of \`ForkJoinPool\` also carry what else is idle in Berry, so watching takes no more than that. In memory:
${readings} readings and as much as waits to be written while the database is away. In the database:
${Number(rows).toLocaleString('en')} rows, ${filled.toFixed(1)} MB once filled, ${round.toFixed(1)} MB after each place was written over.
`;
  if (whole) write('bench/monitoring', text);
  else console.log(text);
});
