// The people of the sandbox: they write to the bot, open the Mini App and watch it.
const JSON_TYPE = { 'Content-Type': 'application/json' };

export async function town(address) {
  const { token } = await json(`${address}/sandbox/control/berry`);
  const encoded = encodeURIComponent(token);
  return {
    writes: (id, text) =>
      json(`${address}/sandbox/control/messages`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({
          token,
          person: { id, firstName: `Person ${id}`, languageCode: 'en' },
          text,
        }),
      }),
    opens: async (id) => {
      const query = `token=${encoded}&person=${id}`;
      const { initData } = await json(`${address}/sandbox/control/init-data?${query}`);
      const opened = await json(`${address}/api/session`, {
        method: 'POST',
        headers: JSON_TYPE,
        body: JSON.stringify({ initData }),
      });
      return opened.token;
    },
    reads: (session, path) => json(address + path, { headers: { Authorization: `Bearer ${session}` } }),
    watches: (session) => watch(address, session),
  };
}

/**
 * A live stream; `heard(topic, after)` waits for an event that was written after that moment,
 * `hear` is told of each.
 */
export async function watch(address, session, hear = () => {}) {
  const ending = new AbortController();
  const answer = await fetch(`${address}/api/live`, {
    headers: { Authorization: `Bearer ${session}` },
    signal: ending.signal,
  });
  if (!answer.ok) throw new Error(`no stream: ${answer.status}`);
  const waiting = new Set([hear]);
  const events = read(answer.body, (event) => waiting.forEach((one) => one(event)));
  events.catch(() => {}); // our own end of it
  return {
    heard: (topic, after) =>
      new Promise((done, late) => {
        const timer = setTimeout(() => late(new Error(`no ${topic} in 10 s`)), 10_000);
        const see = (event) => {
          if (event.topic !== topic || Date.parse(event.at) < after) return;
          clearTimeout(timer);
          waiting.delete(see);
          done(event);
        };
        waiting.add(see);
      }),
    close: () => ending.abort(),
  };
}

async function read(body, hear) {
  const text = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    const now = Date.now();
    const lines = (rest + text.decode(piece, { stream: true })).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('data:')) hear({ ...JSON.parse(line.slice(5)), now });
    }
  }
}

async function json(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
