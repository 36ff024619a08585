const CONTROL = new URL('../control/', import.meta.url);

/** The base address of the Bot API this page belongs to. */
export const API_BASE = new URL('..', import.meta.url).href.replace(/\/$/, '');

async function ask(method, path, body) {
  const json = body !== undefined && !(body instanceof Blob);
  const answer = await fetch(new URL(path, CONTROL), {
    method,
    headers: body === undefined ? {} : { 'Content-Type': json ? 'application/json' : 'application/octet-stream' },
    body: json ? JSON.stringify(body) : body,
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.detail ?? result.title ?? `HTTP ${answer.status}`);
  return result;
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();

export const api = {
  view: (bot, person, chat) => ask('GET', `view?${query({ bot, person, chat })}`),
  write: (message) => ask('POST', 'messages', message),
  edit: (message) => ask('POST', 'edits', message),
  press: (press) => ask('POST', 'callbacks', press),
  block: (token, person, blocked) => ask(blocked ? 'POST' : 'DELETE', `people/${person}/block?${query({ token })}`),
  makeGroup: (group) => ask('POST', 'chats', group),
  migrate: (token, chat) => ask('POST', `chats/${chat}/migrate?${query({ token })}`, {}),
  kick: (token, chat, kicked) => (kicked ? ask('POST', `chats/${chat}/kick?${query({ token })}`, {}) : ask('DELETE', `chats/${chat}/kick?${query({ token })}`)),
  addPerson: (person) => ask('POST', 'people', person),
  changePerson: (id, person) => ask('PUT', `people/${id}`, person),
  createBot: (name) => ask('POST', 'bots', { name }),
  launch: (bot, person, url, start) => ask('GET', `launch?${query({ bot, person, url, start })}`),
  upload: (file, name, as) => ask('POST', `files?${query({ name, as, type: file.type })}`, new Blob([file])),
  file: (id) => new URL(`files/${encodeURIComponent(id)}`, CONTROL).href,
};

/** Calls back whenever anything changed, for as long as the page lives. */
export function follow(onChange, onState) {
  const source = new EventSource(new URL('live', CONTROL));
  source.addEventListener('change', onChange);
  source.addEventListener('open', () => onState(true));
  source.addEventListener('error', () => onState(false));
}
