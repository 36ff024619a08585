import { API_BASE, api } from './api.js';
import { avatar, fullName, h, icon, iconButton } from './dom.js';
import { newGroup } from './groups.js';
import { authorOf, isEvent, summary } from './kinds.js';
import { copyText, dialog } from './popups.js';
import { attempt, bot, chooseBot, chooseGroup, chooseLanguage, choosePerson, chooseTheme, own, state, unread } from './store.js';
import { locale, word } from './words.js';

let wanted = '';

/** The left column: who one can be, and the switches of the page. */
export function drawPeople(root) {
  const known = root.querySelector('.list');
  const scrolled = known?.scrollTop ?? 0;
  const searching = document.activeElement?.id === 'search';
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.line : undefined;
  root.setAttribute('aria-label', word('people'));
  root.replaceChildren(header(), bots(), search(), list(), footer());
  root.querySelector('.list').scrollTop = scrolled;
  if (focused) root.querySelector(`[data-line="${focused}"]`)?.focus();
  if (searching) {
    const field = root.querySelector('#search');
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

function header() {
  const dark = state.theme === 'dark';
  return h('header', { class: 'bar brand' },
    h('img', { src: new URL('berry.svg', import.meta.url).href, alt: '', width: 34, height: 34 }),
    h('div', { class: 'titles' }, h('strong', {}, 'Berry'), h('small', {}, word('sandbox'))),
    h('button', { type: 'button', class: 'round text', 'aria-label': `${state.language === 'ru' ? 'EN' : 'RU'} · ${word('toPage')}`, title: word('toPage'), onclick: () => chooseLanguage(state.language === 'ru' ? 'en' : 'ru') }, state.language === 'ru' ? 'EN' : 'RU'),
    iconButton(dark ? 'sun' : 'moon', word(dark ? 'light' : 'dark'), () => chooseTheme(dark ? 'light' : 'dark')));
}

function bots() {
  const all = state.view.bots ?? [];
  if (all.length < 2) return '';
  return h('div', { class: 'bots' },
    h('select', { 'aria-label': word('bots'), onchange: (event) => chooseBot(Number(event.target.value)) },
      all.map((one) => h('option', { value: one.id, selected: one.id === state.bot }, `${one.name} · @${one.username}`))));
}

function search() {
  if (state.view.people.length + state.view.groups.length < 8) return '';
  return h('div', { class: 'search' },
    h('input', { id: 'search', type: 'search', placeholder: word('search'), 'aria-label': word('search'), value: wanted,
      oninput: (event) => { wanted = event.target.value; drawPeople(document.getElementById('people')); } }));
}

function list() {
  const fits = (one) => `${one.title ?? fullName(one)} ${one.username ?? ''}`.toLowerCase().includes(wanted.trim().toLowerCase());
  const people = state.view.people.filter(fits);
  const groups = state.view.groups.filter(fits);
  return h('nav', { class: 'list', 'aria-label': word('people') },
    people.map((one) => row(one, fullName(one), !state.chat && one.id === state.person, () => choosePerson(one.id))),
    bot() && h('div', { class: 'section' }, h('h2', {}, word('groups')),
      h('button', { type: 'button', 'data-line': 'new', onclick: newGroup }, icon('plus'), word('newGroup'))),
    groups.map((one) => row(one, one.title, one.id === state.chat, () => chooseGroup(one.id))),
    !people.length && !groups.length && h('p', { class: 'quiet' }, word('nobody')));
}

/** A person or a group. */
function row(one, name, chosen, choose) {
  return h('button', {
    type: 'button', class: `row ${one.type ? 'group' : ''} ${chosen ? 'chosen' : ''}`, 'data-line': one.id, 'aria-current': chosen ? 'true' : null, onclick: choose,
  },
  avatar(one.id, name),
  h('span', { class: 'who' },
    h('span', { class: 'line' },
      one.type && icon(one.type === 'channel' ? 'chat' : 'people'),
      h('b', {}, name),
      one.id === state.view.owner && h('span', { class: 'badge' }, word('you')),
      one.last && h('time', {}, when(one.last.date))),
    h('span', { class: 'line' },
      h('span', { class: `last ${one.typing ? 'live' : ''}` }, lastWords(one)),
      one.languageCode && h('span', { class: 'tongue' }, one.languageCode),
      unread(one) && h('span', { class: 'dot' }, h('span', { class: 'hidden' }, word('unread', { count: 1 }))))));
}

function lastWords(one) {
  if (one.migratedTo) return word('becameSuper');
  if (one.blocked) return word(one.type ? 'botOut' : 'blockedLine');
  if (one.typing) return word('typing');
  if (!one.last) return word('nothing');
  const what = summary(one.last);
  if (isEvent(one.last)) return what;
  if (own(one)) return word('mine') + what;
  return one.type ? `${authorOf(one.last)}: ${what}` : what;
}

function when(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date().toDateString() === date.toDateString();
  return date.toLocaleString(locale(), today ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' });
}

function footer() {
  return h('footer', {},
    h('button', { type: 'button', class: 'wide', onclick: () => editPerson(null) }, icon('plus'), word('addPerson')),
    bot() && iconButton('key', word('connect'), showConnection));
}

/** Adds a person, or changes one. */
export function editPerson(one) {
  const field = (name, label, more = {}) => h('label', {}, label, h('input', { name, value: one?.[name] ?? '', maxlength: 64, autocomplete: 'off', ...more }));
  const languages = h('select', { name: 'languageCode' },
    ['ru', 'en', 'uk', 'de', 'es', 'pt-br', 'tr'].map((code) =>
      h('option', { value: code, selected: code === (one?.languageCode ?? state.language) }, new Intl.DisplayNames([locale()], { type: 'language' }).of(code))));
  const form = h('form', {
    method: 'dialog', class: 'form',
    onsubmit: async (event) => {
      event.preventDefault();
      const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
      const kept = await attempt(() => (one ? api.changePerson(one.id, values) : api.addPerson(values)));
      if (kept) {
        close();
        await choosePerson(kept.id);
      }
    },
  },
  field('firstName', word('firstName'), { required: true, autofocus: true }),
  field('lastName', word('lastName')),
  field('username', word('username'), { pattern: '[A-Za-z0-9_]{3,32}' }),
  h('label', {}, word('language'), languages),
  h('div', { class: 'choices' }, h('button', { class: 'button' }, word(one ? 'save' : 'add'))));
  const { close } = dialog(word(one ? 'editPerson' : 'addPerson'), form);
}

const copyable = (label, value) => h('div', { class: 'copyable' },
  h('span', {}, label), h('code', {}, value),
  iconButton('copy', `${word('copy')}: ${label}`, () => copyText(value)));

function showConnection() {
  const one = bot();
  const button = state.view.chat?.menuButton;
  dialog(`${one.name} · @${one.username}`,
    h('p', { class: 'quiet' }, word('connectText')),
    copyable(word('token'), one.token),
    copyable(word('apiBase'), API_BASE),
    h('div', { class: 'copyable' }, h('span', {}, word('miniAppUrl')), h('code', {}, button?.web_app?.url ?? word('none'))),
    newBot());
}

/** A form that makes a bot, as BotFather would. */
export function newBot() {
  const name = h('input', { name: 'name', required: true, maxlength: 64, placeholder: word('botName'), 'aria-label': word('botName'), autocomplete: 'off' });
  return h('form', {
    class: 'inline',
    onsubmit: async (event) => {
      event.preventDefault();
      const made = await attempt(() => api.createBot(name.value));
      if (made) {
        document.querySelector('dialog[open]')?.close();
        await chooseBot(made.id);
        showConnection();
      }
    },
  }, name, h('button', { class: 'button' }, word('createBot')));
}
