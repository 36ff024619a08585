import { follow } from './api.js';
import { drawApp } from './frame.js';
import { drawChat } from './chat.js';
import { h, icon } from './dom.js';
import { drawPeople, newBot } from './people.js';
import { chooseTab, bot, changed, onState, refresh, state, unread } from './store.js';
import { speak, word } from './words.js';

const part = (id) => document.getElementById(id);
let tab = '';

function draw() {
  document.documentElement.dataset.theme = state.theme;
  document.body.dataset.tab = state.tab;
  if (!state.view) return;
  document.body.classList.toggle('alone', !bot());
  drawPeople(part('people'));
  if (!bot()) {
    part('chat').replaceChildren(firstBot());
    part('app').replaceChildren();
    part('tabs').replaceChildren();
    return;
  }
  if (part('chat').querySelector('.first')) part('chat').replaceChildren();
  part('chat').setAttribute('aria-label', word('chat'));
  drawChat(part('chat'));
  drawApp(part('app'));
  drawTabs();
  if (tab !== state.tab) {
    tab = state.tab;
    document.dispatchEvent(new Event('sandbox-tab'));
  }
}

/** A sandbox that runs alone has no bot in the beginning. */
function firstBot() {
  return h('div', { class: 'first' },
    h('img', { src: new URL('berry.svg', import.meta.url).href, alt: '', width: 72, height: 72 }),
    h('h2', {}, word('createBot')), h('p', {}, word('createText')), newBot());
}

function drawTabs() {
  const news = [...state.view.people, ...state.view.groups].filter(unread).length;
  part('tabs').setAttribute('aria-label', word('sandbox'));
  part('tabs').replaceChildren(...['people', 'chat', 'app'].map((name) =>
    h('button', { type: 'button', 'aria-current': state.tab === name ? 'page' : null, onclick: () => chooseTab(name) },
      icon(name), h('span', {}, word(name)), name === 'people' && news > 0 && h('span', { class: 'dot' }, h('span', { class: 'hidden' }, word('unread', { count: news }))))));
}

speak(state.language);
onState(draw);
draw();
await refresh();
follow(refresh, (online) => {
  const back = online && !state.online;
  state.online = online;
  if (back) refresh();
  else if (state.view) changed();
});
document.addEventListener('keydown', (event) => {
  const typing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement?.tagName) || document.querySelector('dialog[open], .popmenu');
  if (!typing && event.key === '/' && bot()) {
    event.preventDefault();
    part('words')?.focus();
  }
});
