// A pretend Bot API that takes every call and does nothing: only what comes in is measured.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { owe } from './ending.mjs';

export const BOT = 700_100;
export const TOKEN = `${BOT}:AAbench-token-that-opens-nothing-at-all`;
export const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';

const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/** What Telegram sends with each webhook call; derived as Berry's WebhookSecret does. */
export const SECRET = hmac(TOKEN, 'berry webhook').toString('hex');

/** Launch data of a Mini App, signed as Telegram signs it. */
export function initData(person) {
  const fields = {
    auth_date: String(Math.floor(Date.now() / 1000)),
    query_id: 'bench',
    user: JSON.stringify({ id: person, first_name: 'Owner', language_code: 'en' }),
  };
  const lines = Object.keys(fields).sort().map((name) => `${name}=${fields[name]}`).join('\n');
  const hash = hmac(hmac('WebAppData', TOKEN), lines).toString('hex');
  return new URLSearchParams({ ...fields, hash }).toString();
}

const me = { id: BOT, is_bot: true, first_name: 'Bench', username: 'bench_bot', can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: false };

/** Starts it on a free port; answers its address. */
export async function telegram() {
  let url = '';
  let messages = 0;
  const answer = (method, given) => {
    switch (method) {
      case 'getMe':
        return me;
      case 'setWebhook':
        url = given.url ?? '';
        return true;
      case 'getWebhookInfo':
        return { url, has_custom_certificate: false, pending_update_count: 0 };
      case 'getUpdates':
        return [];
      case 'sendMessage':
        return { message_id: ++messages, date: Math.floor(Date.now() / 1000), chat: { id: given.chat_id, type: 'private' }, text: given.text };
      default:
        return true;
    }
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const method = new URL(request.url, 'http://pretend').pathname.split('/').pop();
    const given = request.headers['content-type']?.includes('json') && body ? JSON.parse(body) : {};
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ ok: true, result: answer(method, given) }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  owe(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}
