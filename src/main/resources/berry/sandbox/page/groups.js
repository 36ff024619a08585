import { api } from './api.js';
import { avatar, fullName, h, icon, iconButton } from './dom.js';
import { dialog, menu } from './popups.js';
import { attempt, bot, chooseGroup, chooseTab, chooseTopic, chooseWriter, group, person, state } from './store.js';
import { word } from './words.js';

/** Groups as the page adds them to what it shows of a chat: who writes, who is in, which topic. */
export function groupBar() {
  const one = group();
  const kind = word(one.forum ? 'forum' : one.type);
  const status = !state.online ? word('offline') : one.action ? word('typing') : one.type === 'channel' ? kind : `${word('membersOf', { count: one.members.length + (one.blocked ? 0 : 1) })} · ${kind.toLowerCase()}`;
  return [
    avatar(one.id, one.title),
    h('div', { class: 'titles' }, h('h2', {}, one.title), h('small', { class: one.action ? 'live' : '' }, status)),
    one.type !== 'channel' && writer(one),
    iconButton('more', word('more'), (event) => menu(event.currentTarget, word('more'), [
      { icon: 'app', text: word('openApp'), run: () => chooseTab('app') },
      one.type === 'group' && !one.migratedTo && !one.blocked && { icon: 'up', text: word('migrate'), run: grow },
      { icon: one.blocked ? 'check' : 'out', danger: !one.blocked, text: word(one.blocked ? 'putBack' : 'throwOut'), run: () => kick(!one.blocked) },
    ])),
  ].filter(Boolean);
}

/** Anybody may write; who was not in the group yet is in it then. */
function writer(one) {
  const option = (who) => h('option', { value: who.id, selected: who.id === state.person }, fullName(who));
  const inside = state.view.people.filter((who) => one.members.includes(who.id));
  const outside = state.view.people.filter((who) => !one.members.includes(who.id));
  return h('label', { class: 'as' },
    avatar(state.person, fullName(person() ?? { firstName: '' }), 'mini'),
    h('select', { 'aria-label': word('writer'), onchange: (event) => chooseWriter(Number(event.target.value)) },
      h('optgroup', { label: word('members') }, inside.map(option)),
      outside.length > 0 && h('optgroup', { label: word('others') }, outside.map(option))));
}

async function grow() {
  const next = await attempt(() => api.migrate(bot().token, state.chat));
  if (next) await chooseGroup(next.id);
}

const kick = (out) => attempt(() => api.kick(bot().token, state.chat, out));

/** Why nobody can write here, with the way out; null when everybody can. */
export function closedNote(chat) {
  const note = (text, button, run) => h('div', { class: 'blocked' }, h('span', {}, text), button && h('button', { type: 'button', class: 'button', onclick: run }, button));
  if (chat.migratedTo) return note(word('becameSuper'), word('openSuper'), () => chooseGroup(chat.migratedTo));
  if (chat.blocked) return note(word('botOut'), word('putBack'), () => kick(false));
  return chat.type === 'channel' ? note(word('channelNote')) : null;
}

/** The topics of a forum, to read and write in one of them. */
export function topics() {
  const all = group()?.forum ? group().topics : [];
  if (!all.length) return '';
  const choice = (id, name) => h('button', { type: 'button', 'aria-pressed': String(state.topic === id), onclick: () => chooseTopic(id) }, name);
  return h('div', { class: 'topics', role: 'group', 'aria-label': word('topics') },
    choice(null, word('allTopics')), choice(0, word('general')),
    all.map((one) => choice(one.message_thread_id, one.name)));
}

/** Says, where all topics are shown, in which the next messages stand. */
export function topicLine(thread) {
  const name = thread === 0 ? word('general') : group().topics.find((one) => one.message_thread_id === thread)?.name;
  if (!name) return h('div', { class: 'topic-line' }, `# ${thread}`); // of an update made by hand
  return h('button', { type: 'button', class: 'topic-line', onclick: () => chooseTopic(thread) }, `# ${name}`);
}

/** Makes a group with the chosen person in it. */
export function newGroup() {
  const title = h('input', { name: 'title', required: true, maxlength: 128, autocomplete: 'off', autofocus: true });
  const kind = h('select', { name: 'kind' }, ['group', 'supergroup', 'forum'].map((one) => h('option', { value: one }, word(one))));
  const boxes = state.view.people.map((one) => h('input', { type: 'checkbox', value: one.id, checked: one.id === state.person }));
  const form = h('form', {
    class: 'form',
    onsubmit: async (event) => {
      event.preventDefault();
      const members = boxes.filter((box) => box.checked).map((box) => Number(box.value));
      const type = kind.value === 'group' ? 'group' : 'supergroup';
      const made = await attempt(() => api.makeGroup({ token: bot().token, title: title.value.trim(), type, forum: kind.value === 'forum', personId: members[0] ?? state.view.owner, members }));
      if (!made) return;
      close();
      await chooseGroup(made.id);
    },
  },
  h('label', {}, word('groupTitle'), title),
  h('label', {}, word('groupKind'), kind),
  h('fieldset', {}, h('legend', {}, word('members')),
    state.view.people.map((one, index) => h('label', { class: 'tick' }, boxes[index], avatar(one.id, fullName(one), 'mini'), fullName(one)))),
  h('p', { class: 'quiet' }, icon('check'), word('botJoins', { name: bot().name })),
  h('div', { class: 'choices' }, h('button', { class: 'button' }, word('make'))));
  const { close } = dialog(word('newGroup'), form);
}
