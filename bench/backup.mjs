// What a backup costs the intake, and how it stands beside pg_dump.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { folder, home, remove, start } from './berry.mjs';
import { berrySettings } from './candidates.mjs';
import { programs, withClients } from './clients.mjs';
import { openSession } from './dashboard.mjs';
import { owe, run } from './ending.mjs';
import { chooseJavaOf, javaVersion } from './java.mjs';
import { steady } from './load/steady.mjs';
import { memory, says } from './proc.mjs';
import { commit, load, machine, share, table, today, verdict, write } from './results.mjs';
import { telegram } from './telegram.mjs';

const { values: asked } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '20' },
    warm: { type: 'string', default: '20' },
    bin: { type: 'string' },
  },
});
const whole = asked.messages === '1000000' && asked.seconds === '20' && asked.warm === '20';
const messages = Number(asked.messages);
const quiet = Number(asked.seconds);

const RATE = 200;
const LEVEL = '-3';
const TURNS = 2;
/** Longer than any backup here takes; the load ends with it. */
const LONGEST = 300;
const MB = 1 << 20;
const LIMITS = { intake: 2, made: 1.5, restore: 1.5, size: 1.05, proof: 60, memory: 64 };
const DATABASE = 'berry_bench';

const progress = (text) => console.error(`${String(Math.round(performance.now() / 1000)).padStart(5)} s  ${text}`);
const seconds = (value) => `${value.toFixed(1)} s`;
const ms = (value) => `${value.toFixed(1)} ms`;
const times = (value) => `${value.toFixed(2)} ×`;

/** Messages, each text another; of the newest also the raw updates, the older ones are forgotten by then. */
const RAW = 0.4;
const FILL = `
  SELECT setseed(0.25);
  INSERT INTO person (id, first_name, username, first_seen_at, last_seen_at)
  SELECT 10000000 + n, 'Person ' || n, 'user_' || n, now() - interval '30 days', now() FROM generate_series(1, 20000) AS n;
  INSERT INTO chat (id, type, first_seen_at, last_seen_at)
  SELECT id, 'private', first_seen_at, last_seen_at FROM person WHERE id > 10000000;
  CREATE TEMPORARY TABLE said AS
  SELECT n, 10000001 + n % 20000 AS chat, now() - (${messages} - n) * interval '1 second' AS at,
    'Заказ ' || n || ': ' || md5(n::text) || ' ' || repeat(md5((n * 7)::text) || ' ', 1 + n % 3) AS words
  FROM generate_series(1, ${messages}) AS n;
  INSERT INTO message (chat_id, message_id, sent_at, received_at, person_id, direction, kind, text)
  SELECT chat, n, at, at, chat, 'in', 'text', words FROM said;
  INSERT INTO incoming (bot_id, update_id, received_at, kind, person_id, chat_id, state, body)
  SELECT 1, n, at, 'message', chat, chat, 'handled', convert_to(json_build_object('update_id', n, 'message', json_build_object(
    'message_id', n, 'from', json_build_object('id', chat, 'is_bot', false, 'first_name', 'Person ' || chat, 'language_code', 'ru'),
    'chat', json_build_object('id', chat, 'type', 'private'), 'date', extract(epoch FROM at)::bigint, 'text', words))::text, 'UTF8')
  FROM said WHERE n > ${messages} * ${1 - RAW};`;

async function api(address, session, method, path) {
  const answer = await fetch(address + path, { method, headers: { Authorization: `Bearer ${session}` } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** The most memory that a process has while something goes on, in MB. */
async function most(pid, doing) {
  let rss = 0;
  const looking = setInterval(() => (rss = Math.max(rss, memory(pid).rss)), 250);
  try {
    return { came: await doing(), rss };
  } finally {
    clearInterval(looking);
  }
}

async function trickle(address, options) {
  const done = await steady(address, { rate: RATE, seconds: quiet, ...options });
  const failed = Object.entries(done.failed).map(([status, count]) => `${count} × ${status}`).join(', ');
  if (failed) throw new Error(`updates were not acknowledged: ${failed}`);
  return done.latencies;
}

/** 200 updates a second without a backup, with one, and without. */
async function beside(berry, address) {
  const session = await openSession(address);
  await trickle(address, { seconds: Number(asked.warm) });
  progress('intake without a backup');
  const first = await most(berry.pid, () => trickle(address, {}));
  progress('intake during a backup and its proof');
  let work = await api(address, session, 'POST', '/api/backups');
  const { id } = work;
  const steps = {};
  const follow = async () => {
    while (work?.state === 'running') {
      await wait(300);
      ({ work } = await api(address, session, 'GET', '/api/backups/work'));
      if (work?.id !== id) throw new Error('another work came between');
    }
  };
  const following = follow();
  const during = await most(berry.pid, () =>
    trickle(address, {
      seconds: LONGEST,
      going: () => work?.state === 'running',
      each: (latency) => (steps[work.step] ??= []).push(latency),
    }),
  );
  await following;
  if (work.outcome?.state !== 'proved') throw new Error(`the backup was not proved: ${JSON.stringify(work)}`);
  progress('intake without a backup again');
  const second = await trickle(address, {});
  const calm = [...first.came, ...second];
  return {
    calm: share(calm, 0.99),
    busy: share(during.came, 0.99),
    counts: [calm.length, during.came.length],
    steps,
    proof: work.outcome.seconds,
    took: (Date.parse(work.endedAt) - Date.parse(work.begunAt)) / 1000,
    extra: during.rss - first.rss,
    rss: first.rss,
  };
}

/** Runs it by the launcher; answers what it printed as JSON, and how long it took. */
async function berryDoes(place, env, ...words) {
  const began = performance.now();
  const { stdout } = await promisify(execFile)(join(home, 'berry'), words, { cwd: place, env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', ...env } });
  return { said: JSON.parse(stdout), took: (performance.now() - began) / 1000 };
}

function shell(line) {
  const began = performance.now();
  execFileSync('bash', ['-o', 'pipefail', '-c', line], { stdio: ['ignore', 'ignore', 'inherit'] });
  return (performance.now() - began) / 1000;
}

const manifest = (file) => JSON.parse(readFileSync(file.replace(/\.sql\.zst$/, '.manifest.json'), 'utf8'));

/** In turn, so that what the machine does besides falls on both. */
async function makes(place, env, server) {
  const ours = [];
  const theirs = [];
  const file = join(place, 'theirs.sql.zst');
  for (let turn = 0; turn < TURNS; turn++) {
    const { said, took } = await berryDoes(place, env, 'backup', 'create', '--no-prove', '--json');
    ours.push({ name: said.name, file: said.file, made: manifest(said.file).made, took });
    theirs.push(shell(`'${server.bin}/pg_dump' '${server.url(DATABASE)}' | zstd -q -T1 ${LEVEL} -f -o '${file}'`));
  }
  const best = ours.reduce((a, b) => (a.made <= b.made ? a : b));
  return { ours: best, theirs: { file, took: Math.min(...theirs) }, sizes: [statSync(best.file).size, statSync(file).size] };
}

function byPsql(server, name, file) {
  server.psql('postgres', `CREATE DATABASE ${name} TEMPLATE template0`);
  const took = shell(`{ zstd -dc '${file}'; echo 'ANALYZE;'; } | '${server.bin}/psql' -Xq -v ON_ERROR_STOP=1 '${server.url(name)}'`);
  server.psql('postgres', `DROP DATABASE ${name}`);
  return took;
}

await run(async () => {
  const before = load();
  const bin = programs(asked.bin);
  const first = folder();
  owe(() => remove(first));
  const once = await start(first);
  chooseJavaOf(once.pid);
  await once.stop();
  const pretend = await telegram();
  const server = await withClients(bin);
  server.psql('postgres', `CREATE DATABASE ${DATABASE} TEMPLATE template0`);
  const place = folder();
  owe(() => remove(place));
  const env = { ...(await berrySettings(pretend)), DATABASE_URL: server.url(DATABASE) };
  // The tables first: rows that are there when it starts are what a bot of a year finds.
  await (await start(place, env)).stop();
  progress(`writing ${messages.toLocaleString('en')} messages`);
  server.psql(DATABASE, FILL);
  server.psql(DATABASE, 'VACUUM ANALYZE');
  server.psql(DATABASE, 'CHECKPOINT');
  const size = Number(server.psql(DATABASE, 'SELECT pg_database_size(current_database())')) / MB;

  progress(`${size.toFixed(0)} MB; warming up`);
  const berry = await start(place, env);
  const intake = await beside(berry, env.WEBHOOK_URL);
  await berry.stop();
  server.psql(DATABASE, 'CHECKPOINT');

  progress('made, beside pg_dump | zstd');
  const made = await makes(place, env, server);
  server.psql(DATABASE, 'CHECKPOINT');
  progress('pg_dump restored by psql');
  const theirs = byPsql(server, 'theirs', made.theirs.file);
  progress('our file restored by psql');
  const plain = byPsql(server, 'ours', made.ours.file);
  progress('our file restored by berry restore');
  const restored = await berryDoes(place, env, 'restore', made.ours.name, `--confirm=${DATABASE}`, '--no-safety-backup', '--json');

  const ratios = {
    intake: intake.busy / intake.calm,
    made: made.ours.made / made.theirs.took,
    restore: restored.took / theirs,
    plain: plain / theirs,
    size: made.sizes[0] / made.sizes[1],
  };
  const text = `## bench/backup
${today()}; \`bench/backup\`; ${machine()}; load average before: ${before}; ${javaVersion()}; PostgreSQL ${server.version} with its default settings; ${says('zstd', '--version').replaceAll('*', '').trim()}; commit ${commit()}.
${messages.toLocaleString('en')} messages and the raw updates of the newest ${RAW * 100} %, ${size.toFixed(0)} MB.

${table(
  ['promise', 'limit', 'measured', 'kept'],
  [`p99 of the intake at ${RATE} updates/s during a backup and its proof, beside none`, `≤ ${LIMITS.intake} ×`, `${times(ratios.intake)}: ${ms(intake.busy)} / ${ms(intake.calm)}`, verdict(ratios.intake <= LIMITS.intake)],
  ['extra memory', `≤ ${LIMITS.memory} MB`, `${intake.extra.toFixed(0)} MB over ${intake.rss} MB`, verdict(intake.extra <= LIMITS.memory)],
  ['proof, beside that intake', `≤ ${LIMITS.proof} s`, seconds(intake.proof), verdict(intake.proof <= LIMITS.proof)],
  ['made, beside `pg_dump \\| zstd`', `≤ ${LIMITS.made} ×`, `${times(ratios.made)}: ${seconds(made.ours.made)} / ${seconds(made.theirs.took)}`, verdict(ratios.made <= LIMITS.made)],
  ['size, beside `pg_dump \\| zstd`', `≤ ${LIMITS.size} ×`, `${times(ratios.size)}: ${(made.sizes[0] / MB).toFixed(1)} / ${(made.sizes[1] / MB).toFixed(1)} MB`, verdict(ratios.size <= LIMITS.size)],
  ["our file by psql, beside pg_dump's", `≤ ${LIMITS.restore} ×`, `${times(ratios.plain)}: ${seconds(plain)} / ${seconds(theirs)}`, verdict(ratios.plain <= LIMITS.restore)],
  ["`berry restore` with all its checks, beside psql of pg_dump's", `≤ ${LIMITS.restore} ×`, `${times(ratios.restore)}: ${seconds(restored.took)} / ${seconds(theirs)}`, verdict(ratios.restore <= LIMITS.restore)],
)}

The backup under load, made and proved: ${seconds(intake.took)}. \`berry backup create --no-prove\` with the start of its JVM: ${seconds(made.ours.took)}.
\`berry restore\` says ${seconds(restored.said.seconds)}, and that no update was taken in for ${seconds(restored.said.paused)} of them.

${table(['the intake while it is', 'updates', 'p50', 'p99', 'longest'], ...Object.entries(intake.steps).map(([step, all]) => [step, all.length, ms(share(all, 0.5)), ms(share(all, 0.99)), ms(Math.max(...all))]))}
`;
  if (whole) write('bench/backup', text);
  else console.log(text);
});
