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
    const { bot: askedBot, person: askedPerson } = state;
    const view = await api.view(askedBot, askedPerson);
    if (state.bot !== askedBot || state.person !== askedPerson) {
      again = true; // somebody else was chosen meanwhile: this answer is about the wrong chat
      return;
    }
    state.online = true;
    state.view = view;
    state.bot = view.bot ?? 0;
    state.person = view.person;
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
  for (const person of state.view.people) {
    const key = `${state.bot}:${person.id}`;
    if (person.id === state.person || state.seen[key] === undefined) state.seen[key] = person.last?.id ?? 0;
  }
}

export function unread(person) {
  const last = person.last;
  return Boolean(last && !last.mine && last.id > (state.seen[`${state.bot}:${person.id}`] ?? 0));
}

export const bot = () => state.view?.bots?.find((one) => one.id === state.bot);
export const person = (id = state.person) => state.view?.people.find((one) => one.id === id);
export const messages = () => state.view?.chat?.messages ?? [];

export async function choosePerson(id) {
  state.person = id;
  state.reply = null;
  state.editing = null;
  state.tab = 'chat';
  remember('person', id);
  await refresh();
}

export async function chooseBot(id) {
  state.bot = id;
  await refresh();
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
