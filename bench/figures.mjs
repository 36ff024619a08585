// Measures what Berry promises about itself and writes its section of results.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { folder, home, prepare, remove, start } from './berry.mjs';
import { owe, run } from './ending.mjs';
import { memory, postgres, runtime } from './proc.mjs';
import { commit, machine, median, seconds, share, today, verdict, write } from './results.mjs';
import { town } from './town.mjs';

const WARM_STARTS = 5;
const IDLE = 60_000;
const ONE_BY_ONE = 200;
const MANY = 1_000;
const WATCHER = 7_001;

/** The script that the page names: what must arrive before anything can be drawn. */
function firstScript() {
  const web = join(home, 'target', 'classes', 'web');
  const names = [...readFileSync(join(web, 'index.html'), 'utf8').matchAll(/(?:src|modulepreload"[^>]*href)="\/(assets\/[^"]+\.js)"/g)];
  return names.reduce((sum, [, name]) => sum + gzipSync(readFileSync(join(web, name)), { level: 9 }).length, 0) / 1024;
}

async function starts(place) {
  const all = [];
  for (let n = 0; n < WARM_STARTS; n++) {
    const berry = await start(place);
    all.push({ took: berry.took, cpu: berry.cpu });
    await berry.stop();
  }
  return { took: median(all.map((one) => one.took)), cpu: median(all.map((one) => one.cpu)) };
}

/** From the database's time of a change to the line at its viewer, in ms. */
async function delays(people, stream) {
  const all = [];
  for (let n = 0; n < ONE_BY_ONE; n++) {
    const arrived = stream.heard('me', Date.now());
    await people.writes(WATCHER, `Message ${n}`);
    const event = await arrived;
    all.push(event.now - Date.parse(event.at));
  }
  return all;
}

async function serving(place) {
  const berry = await start(place);
  try {
    const people = await town(berry.address);
    await people.writes(WATCHER, 'Hello');
    const session = await people.opens(WATCHER);
    const stream = await people.watches(session);
    await people.reads(session, '/api/me');
    await people.reads(session, '/api/me/activity?tz=UTC');
    await wait(IDLE);
    const idle = memory(berry.pid);
    const idleDatabase = postgres(berry.pid);
    const late = await delays(people, stream);
    for (let n = 0; n < MANY; n++) await people.writes(WATCHER + 1 + (n % 50), `Message ${n}`);
    const busy = memory(berry.pid);
    await wait(IDLE);
    const after = memory(berry.pid);
    const afterDatabase = postgres(berry.pid);
    stream.close();
    return { java: runtime(berry.pid), idle, idleDatabase, late, busy, after, afterDatabase };
  } finally {
    await berry.stop();
  }
}

function written({ recorded, cold, warm, seen, script }) {
  const memoryRow = (name, m) =>
    `| ${name} | ${m.rss} | ${m.anon} | ${m.file} | ${m.pss} | ${m.threads} |`;
  const p95 = share(seen.late, 0.95);
  return `## bench/start
${today()}; ${machine()}; ${seen.java}; Node ${process.versions.node}; commit ${commit()}; AOT recording: ${recorded ? 'yes' : 'no'}.

| promise | limit | measured | kept |
|---|---|---|---|
| warm start to the ready line, median of ${WARM_STARTS} | 3 s | ${seconds(warm.took)} | ${verdict(warm.took <= 3000)} |
| commit → line of the live stream, p95 of ${ONE_BY_ONE} | 100 ms | ${p95} ms | ${verdict(p95 <= 100)} |
| first JavaScript, gzip | 80 KB | ${script.toFixed(1)} KB | ${verdict(script <= 80)} |
| JVM resident when idle | 150 MB | ${seen.idle.rss} MB | ${verdict(seen.idle.rss <= 150)} |

Also: first start in an empty folder ${seconds(cold)}; warm start's JVM ${warm.cpu} ms of computing;
commit → line p50 ${median(seen.late)} ms, longest ${Math.max(...seen.late)} ms.

| JVM memory, MB | RSS | own pages | file pages | PSS | threads |
|---|---|---|---|---|---|
${memoryRow('60 s after ready, one stream open', seen.idle)}
${memoryRow(`right after ${MANY + ONE_BY_ONE} messages`, seen.busy)}
${memoryRow('60 s later', seen.after)}

Embedded PostgreSQL, PSS of all its processes: ${seen.idleDatabase.pss} MB idle, ${seen.afterDatabase.pss} MB after the messages
(${seen.idleDatabase.processes} and ${seen.afterDatabase.processes} processes).
`;
}

await run(async () => {
  const { recorded } = await prepare();
  const place = folder();
  owe(() => remove(place));
  const first = await start(place);
  await first.stop();
  const warm = await starts(place);
  const seen = await serving(place);
  write('bench/start', written({ recorded, cold: first.took, warm, seen, script: firstScript() }));
});
