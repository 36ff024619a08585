// One candidate, once: started over an empty database, warmed up, loaded, asked, stopped.
import { setTimeout as wait } from 'node:timers/promises';
import { openSession, ownersStream } from './dashboard.mjs';
import { load } from './load/wrk.mjs';
import { steady } from './load/steady.mjs';
import { cpu, memory } from './proc.mjs';
import { record } from './profile.mjs';
import { share } from './results.mjs';

/** How long the same number of connections works before the clock runs. */
const SETTLE = 3;

/** The low load: what a busy bot has on an ordinary day. */
export const LOW = { rate: 200, seconds: 10 };

/** How long it lasts before the clock runs: a JVM compiles its way for one update at a time anew. */
const LOW_SETTLE = 10;

const PATIENCE = 60_000;

/**
 * Answers figures for each number of connections, at low load, and the memory at the end.
 *
 * Throws when an acknowledged update is not in the database.
 */
export async function round(candidate, { server, telegram, cage, plan, say }) {
  await server.fresh(candidate.name, candidate.template);
  const count = async () => Number((await server.ask(candidate.name, candidate.rows))[0].rows);
  const one = await candidate.start({ database: server.address(candidate.name), telegram, cage });
  try {
    const address = `${one.address}/telegram/webhook`;
    await load(address, { connections: plan.connections[0], seconds: plan.warm });
    const by = {};
    for (const connections of plan.connections) {
      await load(address, { connections, seconds: SETTLE });
      const profile = plan.profile && candidate.name === 'berry' ? record(one.pid, connections) : null;
      by[connections] = await loaded({ candidate, one, server, count, connections, plan });
      say(`${connections} connections: ${line(by[connections])}`);
      if (profile) console.log(profile());
    }
    const low = await trickle({ candidate, one, server, count });
    const stream = low.stream ? `; receipt → stream p50 ${low.stream.p50} ms, p95 ${low.stream.p95} ms` : '';
    say(`${LOW.rate}/s: p50 ${low.p50.toFixed(1)} ms, p99 ${low.p99.toFixed(1)} ms, CPU ${low.cpu.toFixed(0)} µs + PostgreSQL ${low.serverCpu.toFixed(0)} µs an update${stream}`);
    return { by, low, rss: memory(one.pid).rss, cage: cage?.state() };
  } finally {
    await one.stop();
  }
}

const line = (one) =>
  `${one.rate.toFixed(0)} durable/s, p50 ${one.p50.toFixed(1)} ms, p99 ${one.p99.toFixed(1)} ms, CPU ${one.cpu.toFixed(0)} µs + PostgreSQL ${one.serverCpu.toFixed(0)} µs an update; ` +
  `${one.acknowledged} acknowledged, ${one.rows} stored, ${one.refused} refused, ${one.broken} broken, ${one.late} late`;

async function loaded({ candidate, one, server, count, connections, plan }) {
  const before = { rows: await settled(count), batches: await batches(candidate, one), cpu: cpu(one.pid), serverCpu: server.cpu() };
  const done = await load(`${one.address}/telegram/webhook`, { connections, seconds: plan.seconds });
  const after = { cpu: cpu(one.pid), serverCpu: server.cpu(), batches: await batches(candidate, one) };
  const rows = (await settled(count)) - before.rows;
  check(candidate, rows, done, connections);
  const each = (name) => ((after[name] - before[name]) * 1000) / rows;
  const made = after.batches && { rows: after.batches.rows - before.batches.rows, count: after.batches.count - before.batches.count };
  return { ...done, rows, rate: rows / done.seconds, cpu: each('cpu'), serverCpu: each('serverCpu'), batch: made && made.rows / made.count };
}

/** Acknowledged is stored; stored but not acknowledged is at most what was under way at the end. */
function check(candidate, rows, done, connections) {
  const surplus = rows - done.acknowledged;
  if (surplus < 0) throw new Error(`${candidate.title}: ${-surplus} of ${done.acknowledged} acknowledged updates are not in the database`);
  if (surplus > connections + done.broken + done.late + done.refused) throw new Error(`${candidate.title}: ${surplus} more updates are stored than acknowledged`);
}

/** The count when it has stopped growing: those under way when wrk left are still written. */
async function settled(count) {
  const until = performance.now() + PATIENCE;
  for (let last = -1, now = await count(); ; last = now, now = await count()) {
    if (now === last) return now;
    if (performance.now() > until) throw new Error('rows still come, a minute after the load has ended');
    await wait(300);
  }
}

/** How many batches Berry has committed so far and of how many rows, as it says itself. */
async function batches(candidate, one) {
  if (candidate.name !== 'berry') return null;
  const text = await (await fetch(`${one.address}/metrics`)).text();
  const sum = (name) => [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\S+)$`, 'gm'))].reduce((all, [, value]) => all + Number(value), 0);
  return { rows: sum('berry_intake_batch_rows_sum'), count: sum('berry_intake_batch_rows_count') };
}

/** A low load, and with Berry how soon the owner's live stream tells of it. */
async function trickle({ candidate, one, server, count }) {
  const delays = [];
  const stream = candidate.name === 'berry' ? await ownersStream(one.address, await openSession(one.address), (delay) => delays.push(delay)) : null;
  await steady(one.address, { ...LOW, seconds: LOW_SETTLE });
  const before = { rows: await settled(count), cpu: cpu(one.pid), serverCpu: server.cpu() };
  delays.length = 0;
  const done = await steady(one.address, LOW);
  const after = { cpu: cpu(one.pid), serverCpu: server.cpu() };
  const rows = (await settled(count)) - before.rows;
  stream?.close();
  if (rows < done.acknowledged) throw new Error(`${candidate.title}: ${done.acknowledged} acknowledged, ${rows} stored`);
  const each = (name) => ((after[name] - before[name]) * 1000) / rows;
  return {
    p50: share(done.latencies, 0.5),
    p99: share(done.latencies, 0.99),
    cpu: each('cpu'),
    serverCpu: each('serverCpu'),
    failed: done.failed,
    stream: stream && { p50: share(delays, 0.5), p95: share(delays, 0.95), p99: share(delays, 0.99), events: delays.length },
  };
}
