// Berry with its own PostgreSQL in one small control group, under a steady load for minutes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, remove, start } from './berry.mjs';
import { cage } from './cage.mjs';
import { berrySettings, npmCi } from './candidates.mjs';
import { openSession, ownersStream } from './dashboard.mjs';
import { owe } from './ending.mjs';
import { steady, webhook } from './load/steady.mjs';
import { memory, postgres, runtime } from './proc.mjs';
import { commit, load, machine, share, table, today, verdict } from './results.mjs';
import { query } from './server.mjs';
import { telegram } from './telegram.mjs';

const MEGABYTES = 512;
const A_MINUTE = 1_000;
const READS = ['/api/overview', '/api/overview/feed', '/api/me/messages'];

/** Seven updates, then three things that the owner looks at. */
const mixed = (session) => (n) =>
  n % 10 < 7 ? webhook() : { method: 'GET', path: READS[n % 10 - 7], headers: { Authorization: `Bearer ${session}` } };

export async function soak({ minutes, cpu, say, command }) {
  npmCi();
  const loadBefore = load();
  const built = folder();
  owe(() => remove(built));
  await (await start(built)).stop();
  const place = folder();
  owe(() => remove(place));
  const cell = cage({ cpu, megabytes: MEGABYTES });
  const settings = await berrySettings(await telegram());
  const one = await start(place, settings, cell);
  const address = settings.WEBHOOK_URL;
  say(`Berry is ready after ${(one.took / 1000).toFixed(1)} s, in ${MEGABYTES} MB${cpu ? ` and ${cpu} CPU` : ''}`);

  let alive = true;
  one.ended.then(() => (alive = false));
  const session = await openSession(address);
  const delays = [];
  const stream = await ownersStream(address, session, (delay) => delays.push(delay));
  const curve = [{ minute: 0, ...sizes(one, cell) }];
  const byMinute = Array.from({ length: Math.ceil(minutes) }, () => []);
  const rate = A_MINUTE / 60;
  const each = (latency, due) => {
    byMinute[Math.floor(due / 60_000)].push(latency);
    const minute = Math.floor(due / 60_000);
    if (minute >= curve.length) note(minute);
  };
  const note = (minute) => {
    curve.push({ minute, ...sizes(one, cell) });
    const now = curve.at(-1);
    say(`minute ${minute}: p95 ${share(byMinute[minute - 1], 0.95).toFixed(0)} ms; ${now.own} MB of processes, ${now.used} MB with files; ${now.kills} killed`);
  };
  const done = await steady(address, { rate, seconds: minutes * 60, next: mixed(session), each });
  const end = sizes(one, cell);
  curve.push({ minute: minutes, ...end });
  const stored = alive ? await rows(place) : Number.NaN;
  const java = alive ? runtime(one.pid) : '';
  const survived = alive && end.kills === 0;
  stream.close();
  await one.stop();
  await cell.remove();
  return written({ minutes, cpu, command, loadBefore, java, done, byMinute, curve, end, delays, stored, survived });
}

/** MB: of the processes, with the files' pages that the kernel keeps for them, Berry's and PostgreSQL's own parts. */
function sizes(one, cell) {
  const state = cell.state();
  const whole = (number) => Math.round(number);
  try {
    return { ...state, used: whole(state.used), own: whole(state.own), most: whole(state.most), rss: whole(memory(one.pid).rss), server: whole(postgres(one.pid).pss) };
  } catch {
    return { ...state, used: whole(state.used), own: whole(state.own), most: whole(state.most), rss: 0, server: 0 };
  }
}

async function rows(place) {
  const lines = readFileSync(join(place, 'data', 'postgres', 'connection'), 'utf8').matchAll(/^(\w+)=(.*)$/gm);
  const { host, port, dbname, user, password } = Object.fromEntries([...lines].map(([, key, value]) => [key, value]));
  const found = await query({ host, port: Number(port), database: dbname, user, password }, 'SELECT count(*) AS rows FROM message');
  return Number(found[0].rows);
}

function written({ minutes, cpu, command, loadBefore, java, done, byMinute, curve, end, delays, stored, survived }) {
  const p95 = share(done.latencies, 0.95);
  const bad = Object.values(done.failed).reduce((all, one) => all + one, 0);
  const failed = Object.entries(done.failed).map(([status, number]) => `${number} × ${status === '0' ? 'no answer' : status}`).join(', ') || 'none';
  const worst = Math.max(...byMinute.filter((one) => one.length > 0).map((one) => share(one, 0.95)));
  const shown = [curve[0], curve[Math.floor(curve.length / 2)], curve.at(-1)];
  return `## bench/intake --soak
${today()}; \`${command}\`; ${machine()}; load average before: ${loadBefore}; ${java}; commit ${commit()}.
Berry and its embedded PostgreSQL in one control group of ${MEGABYTES} MB${cpu ? ` and ${cpu} CPU` : ', both processors'}: ${A_MINUTE} requests a minute for ${minutes} min, 7 of 10 updates, the others the owner's overview, feed and messages; one live stream open.

${table(
  ['promise', 'limit', 'measured', 'kept'],
  ['p95 of all requests', '300 ms', `${p95.toFixed(0)} ms`, verdict(p95 < 300)],
  ['killed for memory', 'never', survived ? 'never' : `yes, ${end.kills} processes`, verdict(survived)],
  ['refused or unanswered', 'none', failed, verdict(bad === 0)],
  ['acknowledged updates that are stored', 'all', `${stored} of ${done.acknowledged}`, verdict(stored >= done.acknowledged)],
)}

p50 ${share(done.latencies, 0.5).toFixed(1)} ms, p99 ${share(done.latencies, 0.99).toFixed(0)} ms, longest ${Math.max(...done.latencies).toFixed(0)} ms, p95 of the worst minute ${worst.toFixed(0)} ms; receipt → live stream p50 ${share(delays, 0.5)} ms, p95 ${share(delays, 0.95)} ms.

${table(
  ['MB', 'processes', 'with files', 'most so far', 'Berry RSS', 'PostgreSQL PSS'],
  ...shown.map((one) => [`minute ${one.minute}`, one.own, one.used, one.most, one.rss, one.server]),
)}

The limit was reached ${end.limitHits} times; the kernel then gives up pages of files, which harms nobody.
`;
}
