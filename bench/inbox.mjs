// The team's lists over 100,000 conversations: opening, filtering, searching.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { folder, prepare, remove, start } from './berry.mjs';
import { database } from './embedded.mjs';
import { owe, run } from './ending.mjs';
import { chooseJavaOf, javaVersion } from './java.mjs';
import { commit, load, machine, median, share, table, today, verdict, write } from './results.mjs';
import { town } from './town.mjs';

const { values: asked } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '60' },
  },
});
const whole = asked.conversations === '100000' && asked.messages === '1000000' && asked.times === '60';
const times = Number(asked.times);

/** One session may ask ten times a second. */
const BETWEEN = 105;
const OPEN = 100;
const SEARCH = 200;

const word = (text) => `search=${encodeURIComponent(text)}`;
const KINDS = [
  ['the inbox: who waits', 'tab=unanswered', OPEN],
  ['all', 'tab=all', OPEN],
  ['mine', 'tab=mine', OPEN],
  ['done', 'tab=done', OPEN],
  ['all, a tag of one in 4,000', 'tab=all&tag=rare', OPEN],
  ['all, a tag of one in five', 'tab=all&tag=common', OPEN],
  ['all, a source of one in 20,000', 'tab=all&source=rare', OPEN],
  ['done, a tag of one in 4,000', 'tab=done&tag=rare', OPEN],
  ['word of every third message', `tab=all&${word('заказ')}`, SEARCH],
  ['word of one message in a thousand', `tab=all&${word('накладная')}`, SEARCH],
  ['word of one message in 50,000', `tab=all&${word('фиолетовый')}`, SEARCH],
  ['word that nobody wrote', `tab=all&${word('бегемот')}`, SEARCH],
  ['first letter of many words', `tab=all&${word('с')}`, SEARCH],
  ['two words', `tab=all&${word('заказ накладная')}`, SEARCH],
  ['a name', `tab=all&${word('Вера Фамилия42')}`, SEARCH],
  ['word of all old conversations, of none since', `tab=all&${word('валенки')}`, SEARCH],
  ['word of every third message, among who waits', `tab=unanswered&${word('заказ')}`, SEARCH],
  ['word of every third message, among what is done', `tab=done&${word('заказ')}`, SEARCH],
  ['the same, with a tag of one in 4,000', `tab=all&tag=rare&${word('заказ')}`, SEARCH],
];

const progress = (text) => console.error(`${String(Math.round(performance.now() / 1000)).padStart(5)} s  ${text}`);

async function measured(people, session, query) {
  const all = [];
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    await people.reads(session, `/api/conversations?${query}`);
    const took = performance.now() - began;
    all.push(took);
    await wait(Math.max(0, BETWEEN - took));
  }
  return all;
}

await run(async () => {
  const before = load();
  await prepare();
  const place = folder();
  owe(() => remove(place));
  const berry = await start(place);
  owe(() => berry.stop());
  chooseJavaOf(berry.pid);
  const { owner } = await (await fetch(`${berry.address}/sandbox/control/berry`)).json();
  const people = await town(berry.address);

  progress('writing conversations');
  database(place, 'fill', asked.conversations, asked.messages);
  progress('listing them');
  // As over a database that is older than the lists.
  const began = performance.now();
  database(place, 'ask', 'DELETE FROM follower RETURNING name');
  const left = `SELECT CASE WHEN count(*) = 1 AND count(walk_chat_id) = 0 THEN 'done' ELSE 'not yet' END FROM follower`;
  while (database(place, 'ask', left) !== 'done') await wait(1_000);
  const walked = Math.round((performance.now() - began) / 1000);
  database(place, 'state', owner.id);
  const size = database(
    place,
    'ask',
    `SELECT concat_ws(' ', (SELECT count(*) FROM conversation), (SELECT count(*) FROM message_search),
       pg_size_pretty(pg_total_relation_size('message_search')), pg_size_pretty(pg_total_relation_size('conversation')))`,
  );
  progress(`listed in ${walked} s: ${size}`);
  if (process.env.BERRY_BENCH_HOLD) {
    console.error(`${berry.address} ${place} ${owner.id}`);
    await wait(Number(process.env.BERRY_BENCH_HOLD) * 1000);
  }

  const session = await people.opens(owner.id);
  // Once through all of them, or the first would pay for the JVM's compiling.
  for (const [, query] of KINDS) await measured(people, session, query);
  const rows = [];
  for (const [title, query, limit] of KINDS) {
    const all = await measured(people, session, query);
    const p95 = share(all, 0.95);
    const { items } = await people.reads(session, `/api/conversations?${query}`);
    progress(`${title}: ${p95.toFixed(0)} ms`);
    rows.push([title, `${limit} ms`, `${median(all).toFixed(0)} ms`, `${p95.toFixed(0)} ms`, `${Math.max(...all).toFixed(0)} ms`, items.length, verdict(p95 <= limit)]);
  }
  const text = `## bench/inbox
${today()}; \`bench/inbox\`; ${machine()}; load average before: ${before}; ${javaVersion()}; embedded PostgreSQL; commit ${commit()}.
${Number(asked.conversations).toLocaleString('en')} conversations, ${Number(asked.messages).toLocaleString('en')} messages of a year; ${times} requests each, one after the other, over HTTP with all counts.

${table(['list', 'limit for p95', 'p50', 'p95', 'longest', 'on the page', 'kept'], ...rows)}

Listed anew from all messages in ${walked} s, in the background. Rows of \`conversation\` and \`message_search\`, and what
they take with their indexes: ${size}.
`;
  if (whole) write('bench/inbox', text);
  else console.log(text);
});
