import { api } from './api.js';
import { bubble, goTo } from './bubble.js';
import { drawComposer } from './composer.js';
import { avatar, fullName, h, icon, iconButton, keep } from './dom.js';
import { groupBar, topicLine, topics } from './groups.js';
import { isEvent, summary } from './kinds.js';
import { editPerson } from './people.js';
import { menu } from './popups.js';
import { attempt, bot, chooseTab, group, messages, person, say, state, threadOf } from './store.js';
import { locale, word } from './words.js';

let shown = '';
let drawn = new Map();

/** The middle column. The list keeps its elements while their messages stay the same, so nothing flickers. */
export function drawChat(root) {
  if (!root.firstChild) {
    root.append(
      h('header', { class: 'bar', id: 'chat-bar' }),
      h('div', { class: 'above', id: 'above' }),
      h('div', { class: 'scroll', id: 'scroll', tabindex: 0, role: 'log', onscroll: toggleDown }, h('div', { class: 'messages', id: 'messages' })),
      h('button', { type: 'button', class: 'round down', id: 'down', onclick: () => toEnd(true) }, icon('down')),
      h('div', { id: 'composer', class: 'composer' }));
  }
  const { chat } = state.view;
  const shape = [state.language, state.online, state.person, person(), bot().name, chat.id, chat.title, chat.blocked, chat.migratedTo, chat.action, chat.members, chat.topics, state.topic];
  keep(root.querySelector('#chat-bar'), JSON.stringify(shape), () => (group() ? groupBar() : ownBar()));
  keep(root.querySelector('#above'), JSON.stringify([shape, chat.pinned]), () => [pinned(), topics()]);
  drawMessages(root.querySelector('#scroll'), root.querySelector('#messages'));
  const down = root.querySelector('#down');
  down.setAttribute('aria-label', word('newMessages'));
  down.title = word('newMessages');
  drawComposer(root.querySelector('#composer'));
}

/** The pinned message stays at hand above all others. */
function pinned() {
  const one = state.view.chat.pinned;
  return one ? h('button', { type: 'button', class: 'pinned', onclick: () => goTo(one.message_id) }, icon('pin'), h('b', {}, word('pinned')), h('span', {}, summary(one))) : '';
}

function ownBar() {
  const me = person();
  const blocked = state.view.chat?.blocked;
  const status = !state.online ? word('offline') : state.view.chat?.action ? word('typing') : `@${bot().username} · ${word('bot')}`;
  return [
    avatar(bot().id, bot().name, 'bot', state.view.berry),
    h('div', { class: 'titles' }, h('h2', {}, bot().name), h('small', { class: state.view.chat?.action ? 'live' : '' }, status)),
    h('span', { class: 'as' }, avatar(me.id, fullName(me), 'mini'), h('span', {}, word('writingAs', { name: me.firstName }))),
    iconButton('more', word('more'), (event) => menu(event.currentTarget, word('more'), [
      { icon: 'app', text: word('openApp'), run: () => chooseTab('app') },
      { icon: 'pen', text: word('editPerson'), run: () => editPerson(me) },
      { icon: blocked ? 'check' : 'block', danger: !blocked, text: word(blocked ? 'unblock' : 'block'), run: () => attempt(() => api.block(bot().token, me.id, !blocked)) },
    ])),
  ];
}

function drawMessages(scroll, list) {
  const chat = `${state.bot}:${state.person}:${state.chat}:${state.topic}:${state.language}`;
  const fresh = chat !== shown;
  const atEnd = fresh || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  if (fresh) drawn = new Map();
  shown = chat;
  scroll.setAttribute('aria-label', word('messages'));
  const all = messages();
  if (!all.length) {
    list.replaceChildren(welcome());
    toggleDown();
    return;
  }
  const next = new Map();
  const elements = [];
  const place = (key, version, make) => {
    const old = drawn.get(key);
    const element = old?.version === version ? old.element : make();
    next.set(key, { version, element });
    elements.push(element);
    return element;
  };
  let day = '';
  let before = null;
  for (const album of albums(all)) {
    const [message] = album;
    const date = new Date(message.date * 1000);
    if (date.toDateString() !== day) {
      day = date.toDateString();
      place(`day ${day} ${days(date)}`, '', () => separator(date));
    }
    const moved = group()?.forum && state.topic === null && (!before || threadOf(before) !== threadOf(message));
    if (moved && !message.forum_topic_created) place(`topic ${message.message_id}`, `${threadOf(message)}`, () => topicLine(threadOf(message)));
    const joined = !moved && before && !isEvent(before) && before.from?.id === message.from?.id && message.date - before.date < 300;
    before = message;
    const key = `${message.message_id}`;
    const element = place(key, `${joined}${JSON.stringify(album)}`, () => bubble(album, joined));
    if (!drawn.has(key) && !fresh) {
      element.classList.add('fresh');
      element.addEventListener('animationend', () => element.classList.remove('fresh'), { once: true });
    }
  }
  if (state.view.chat.action) place('typing', '', () => h('div', { class: 'typing' }, h('i'), h('i'), h('i')));
  drawn = next;
  put(list, elements);
  if (atEnd) toEnd(false);
  toggleDown();
}

/** Messages of one album follow each other and belong together; any other stands alone. */
function albums(all) {
  const found = [];
  for (const message of all) {
    const last = found.at(-1)?.[0];
    const together = last && message.media_group_id && message.media_group_id === last.media_group_id && last.from?.id === message.from?.id;
    if (together) found.at(-1).push(message);
    else found.push([message]);
  }
  return found;
}

/** Leaves what stands in its place untouched: moving an element would restart its animation and lose its focus. */
function put(list, elements) {
  let same = 0;
  while (same < elements.length && list.children[same] === elements[same]) same++;
  while (list.children.length > same) list.lastChild.remove();
  list.append(...elements.slice(same));
}

const days = (date) => Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86_400_000);

function separator(date) {
  const ago = days(date);
  const text = ago === 0 ? word('today') : ago === 1 ? word('yesterday') : date.toLocaleDateString(locale(), { day: 'numeric', month: 'long' });
  return h('div', { class: 'service' }, text);
}

function welcome() {
  if (group()) {
    return h('div', { class: 'welcome' }, avatar(state.chat, group().title, 'large'), h('h3', {}, group().title), h('p', {}, word('emptyGroup')));
  }
  const narrow = matchMedia('(max-width: 1099px)').matches;
  return h('div', { class: 'welcome' },
    avatar(bot().id, bot().name, 'bot large', state.view.berry),
    h('h3', {}, word('emptyTitle')),
    h('p', {}, word(bot().id !== state.view.berry ? 'emptyTextOther' : narrow ? 'emptyTextPhone' : 'emptyText')),
    h('div', { class: 'chips' },
      h('button', { type: 'button', class: 'button', onclick: () => say('/start') }, word('start')),
      h('button', { type: 'button', class: 'chip', onclick: () => say(word('hello')) }, word('hello'))));
}

export function toEnd(smooth) {
  const scroll = document.getElementById('scroll');
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });
}

function toggleDown() {
  const scroll = document.getElementById('scroll');
  document.getElementById('down').hidden = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 200;
}
