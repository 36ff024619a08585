// A steady trickle, sent on time whatever the answers do: latency counts from the moment that an
// update was due, so a server that stalls is charged for those that had to wait behind it.
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { SECRET, SECRET_HEADER } from '../telegram.mjs';

const PEOPLE = 2_000;
let id = 50_000_000;

function update() {
  id++;
  const person = 5_000_000_001 + (id % PEOPLE);
  const who = { id: person, first_name: `Person ${person}`, last_name: 'Bench', username: `person_${person}` };
  const text = `Good morning, could you tell me when order ${id} arrives? ${'Thank you very much. '.repeat(id % 12)}`;
  return {
    update_id: id,
    message: {
      message_id: id,
      from: { ...who, is_bot: false, language_code: 'en' },
      chat: { ...who, type: 'private' },
      date: Math.floor(Date.now() / 1000),
      text,
    },
  };
}

/** What a person does: sends an update, or whatever else `one.path` asks. */
function send(agent, address, { method = 'POST', path, headers = {}, body = '' }) {
  return new Promise((done) => {
    const asked = request(new URL(path, address), { agent, method, headers: { 'Content-Length': Buffer.byteLength(body), ...headers } }, (answer) => {
      answer.on('error', () => done(0)).on('end', () => done(answer.statusCode)).resume();
    });
    asked.setTimeout(30_000, () => asked.destroy());
    asked.on('error', () => done(0));
    asked.end(body);
  });
}

export const webhook = () => ({
  path: '/telegram/webhook',
  headers: { 'Content-Type': 'application/json', [SECRET_HEADER]: SECRET },
  body: JSON.stringify(update()),
});

/**
 * `rate` requests a second for that long. `next(n)` makes the n-th request, by default an update.
 *
 * `each` is told of every answer: its latency, and when it was due, in ms from the beginning.
 * `going` is asked before each request; false ends it early.
 * Answers the latencies in ms, how many updates were acknowledged, and all statuses that are no 2xx.
 */
export async function steady(address, { rate, seconds, next = webhook, each = () => {}, going = () => true }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies = [];
  const failed = {};
  let acknowledged = 0;
  const open = [];
  const began = performance.now();
  const all = Math.round(rate * seconds);
  for (let n = 0; n < all && going(); n++) {
    const due = began + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    const one = next(n);
    open.push(
      send(agent, address, one).then((status) => {
        const latency = performance.now() - due;
        latencies.push(latency);
        each(latency, due - began);
        if (status >= 200 && status < 300) acknowledged += one.path === '/telegram/webhook' ? 1 : 0;
        else failed[status] = (failed[status] ?? 0) + 1;
      }),
    );
  }
  await Promise.all(open);
  agent.destroy();
  return { latencies, acknowledged, failed };
}
