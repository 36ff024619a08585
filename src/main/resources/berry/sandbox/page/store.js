import { api } from './api.js';
import { firstLanguage, firstPerson, firstTheme, remember } from './looks.js';
import { toast } from './popups.js';
import { speak, word } from './words.js';

/** What the page knows. `view` is the server's; the rest are choices made here. */
export const state = {
  view: null,
  online: true,
  bot: 0,
  person: firstPerson(),
  /** A group; 0 is the private chat of the person. */
  chat: 0,
  /** A forum's topic; 0 is the general one, null shows all. */
  topic: null,
  tab: 'chat',
  theme: firstTheme(),
  language: firstLanguage(),
  reply: null,
  editing: null,
  seen: {},
};

const listeners = [];
let reading = null;
let again = false;

/** Calls back after every change of the state. */
export function onState(listener) {
  listeners.push(listener);
}

export function changed() {
  for (const listener of listeners) listener(state);
}

/** Reads the view; a second call meanwhile reads once more afterwards. */
export async function refresh() {
  if (reading) {
    again = true;
    return reading;
  }
  reading = load();
  try {
    await reading;
  } finally {
    reading = null;
  }
  if (again) {
    again = false;
    await refresh();
  }
}

async function load() {
  try {
    const { bot: askedBot, person: askedPerson, chat: askedChat } = state;
    const view = await api.view(askedBot, askedPerson, askedChat);
    if (state.bot !== askedBot || state.person !== askedPerson || state.chat !== askedChat) {
      again = true; // something else was chosen meanwhile: this answer is about the wrong chat
      return;
    }
    state.online = true;
    state.view = view;
    state.bot = view.bot ?? 0;
    state.person = view.person;
    state.chat = view.chat && view.chat.type !== 'private' ? view.chat.id : 0;
    if (state.topic && !view.chat?.topics?.some((one) => one.message_thread_id === state.topic)) state.topic = null;
    noteSeen();
    changed();
    if (view.chat?.action) setTimeout(refresh, 5_200);
  } catch {
    state.online = false;
    changed();
  }
}

/** The chat that is open has been read; a chat never opened counts from now on. */
function noteSeen() {
  const open = state.chat || state.person;
  for (const line of [...state.view.people, ...state.view.groups]) {
    const key = `${state.bot}:${line.id}`;
    if (line.id === open || state.seen[key] === undefined) state.seen[key] = line.last?.message_id ?? 0;
  }
}

/** Whether the newest message of a line in the list was written by whom one is there. */
export const own = (line) => line.last?.from?.id === (line.type ? state.person : line.id);

/** @param line a person or a group of the list */
export function unread(line) {
  return Boolean(line.last && !own(line) && line.last.message_id > (state.seen[`${state.bot}:${line.id}`] ?? 0));
}

export const bot = () => state.view?.bots?.find((one) => one.id === state.bot);
export const person = (id = state.person) => state.view?.people.find((one) => one.id === id);
export const group = () => (state.chat ? state.view?.chat : null);
export const threadOf = (message) => message.message_thread_id ?? 0;

/** The messages of the chat that is open, in a forum those of the chosen topic. */
export function messages() {
  const all = state.view?.chat?.messages ?? [];
  return state.topic === null ? all : all.filter((one) => threadOf(one) === state.topic);
}

/** Where what is written now belongs. */
export const here = () => ({ chatId: state.chat || undefined, threadId: state.topic || undefined });

/** Sends a text as the chosen person into the chat that is open. */
export function say(text, more = {}) {
  return attempt(() => api.write({ token: bot().token, person: { id: state.person }, text, ...here(), ...more }));
}

async function open(choice) {
  Object.assign(state, { reply: null, editing: null, topic: null }, choice);
  await refresh();
}

/** The private chat of a person with the bot. */
export async function choosePerson(id) {
  remember('person', id);
  await open({ person: id, chat: 0, tab: 'chat' });
}

export async function chooseGroup(id) {
  await open({ chat: id, tab: 'chat' });
}

/** Another person writes in the same group. */
export async function chooseWriter(id) {
  remember('person', id);
  await open({ person: id, topic: state.topic });
}

export function chooseTopic(id) {
  state.topic = id;
  changed();
}

export async function chooseBot(id) {
  await open({ bot: id, chat: 0 });
}

export function chooseTab(tab) {
  state.tab = tab;
  changed();
}

export function chooseTheme(theme) {
  state.theme = theme;
  remember('theme', theme);
  changed();
}

export function chooseLanguage(language) {
  state.language = language;
  remember('language', language);
  speak(language);
  changed();
}

/** Does something at the server; a refusal is shown, never swallowed. */
export async function attempt(act) {
  try {
    const result = await act();
    await refresh();
    return result;
  } catch (failure) {
    toast(word('failed', { why: failure.message }), 'bad');
    return undefined;
  }
}
