import { api } from './api.js';
import { h, icon, iconButton } from './dom.js';
import { openApp } from './frame.js';
import { closedNote } from './groups.js';
import { authorOf, summary } from './kinds.js';
import { pictures } from './pictures.js';
import { dialog, toast } from './popups.js';
import { attempt, bot, changed, group, here, messages, person, say, state, threadOf } from './store.js';
import { word } from './words.js';

let key = '';
let folded = 0;
const drafts = {};

const placeNow = () => `${state.bot}:${state.chat || state.person}:${state.topic ?? ''}`;
const field = () => document.getElementById('words');

/** The line to write in, with everything around it. Rebuilt only when what it is for changes: a draft stays. */
export function drawComposer(root) {
  const chat = state.view.chat ?? {};
  const next = JSON.stringify([state.bot, state.person, state.chat, state.topic, state.language, chat.blocked, chat.migratedTo, chat.menuButton, chat.commands?.length, state.reply?.message_id, state.editing?.message_id, keyboard()?.id, folded]);
  if (next === key) return;
  const place = placeNow();
  const focused = document.activeElement?.id === 'words' || state.reply || state.editing;
  key = next;
  const closed = group() && closedNote(chat);
  if (closed) {
    root.replaceChildren(closed);
    return;
  }
  if (chat.blocked) {
    root.replaceChildren(h('div', { class: 'blocked' },
      h('span', {}, word('blockedNote', { name: person().firstName })),
      h('button', { type: 'button', class: 'button', onclick: () => attempt(() => api.block(bot().token, state.person, false)) }, word('unblock'))));
    return;
  }
  root.replaceChildren(commandList(), context(), line(place), replyKeyboard());
  if (state.editing) field().value = state.editing.text ?? state.editing.caption ?? '';
  else field().value = drafts[place] ?? '';
  grow();
  if (focused) field().focus();
}

function context() {
  const message = state.editing ?? state.reply;
  if (!message) return '';
  return h('div', { class: 'context' },
    icon(state.editing ? 'edit' : 'reply'),
    h('span', {}, h('b', {}, state.editing ? word('editing') : word('replying', { name: authorOf(message) })), h('span', {}, summary(message))),
    iconButton('close', word('cancel'), leaveContext));
}

function leaveContext() {
  state.reply = null;
  state.editing = null;
  changed();
  field()?.focus();
}

function line(place) {
  return h('form', { class: 'line', onsubmit: (event) => { event.preventDefault(); send(); } },
    menuButton(),
    iconButton('clip', word('attach'), attach),
    h('textarea', {
      id: 'words', rows: 1, placeholder: word('message'), 'aria-label': word('message'), maxlength: 4096,
      oninput: (event) => { if (!state.editing) drafts[place] = event.target.value; grow(); suggest(); },
      onkeydown: keys,
      onpaste: (event) => { const [file] = event.clipboardData.files; if (file) { event.preventDefault(); sendFile(file); } },
    }),
    keyboard() && iconButton('keyboard', word('keyboard'), () => { folded = folded === keyboard().id ? 0 : keyboard().id; changed(); }),
    h('button', { type: 'submit', class: 'round send', 'aria-label': word('send'), title: word('send') }, icon('send')));
}

function menuButton() {
  const button = state.view.chat?.menuButton;
  if (button?.type === 'web_app' && !group()) {
    return h('button', { type: 'button', class: 'menu-button', onclick: () => openApp({ url: button.web_app.url }) }, icon('app'), button.text);
  }
  if (!state.view.chat?.commands?.length) return '';
  return h('button', { type: 'button', class: 'menu-button', title: word('commands'), onclick: () => { field().value = '/'; field().focus(); suggest(); } }, icon('menu'), word('menu'));
}

function grow() {
  const area = field();
  area.style.height = 'auto';
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
}

function keys(event) {
  const list = document.getElementById('commands');
  const options = [...list.querySelectorAll('button')];
  const at = options.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  if (!list.hidden && options.length && ['ArrowDown', 'ArrowUp', 'Tab', 'Enter'].includes(event.key) && !event.shiftKey) {
    event.preventDefault();
    if (event.key === 'Enter' || event.key === 'Tab') return options[Math.max(at, 0)].click();
    const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + options.length) % options.length;
    options.forEach((one, index) => one.setAttribute('aria-selected', String(index === next)));
    options[next].scrollIntoView({ block: 'nearest' });
    return;
  }
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  } else if (event.key === 'Escape') {
    if (!list.hidden) list.hidden = true;
    else if (state.reply || state.editing) leaveContext();
  } else if (event.key === 'ArrowUp' && !event.target.value) {
    const own = messages().findLast((one) => one.from?.id === state.person && one.text);
    if (own) {
      event.preventDefault();
      state.editing = own;
      state.reply = null;
      changed();
    }
  }
}

function commandList() {
  return h('div', { class: 'commands', id: 'commands', role: 'listbox', 'aria-label': word('commands'), hidden: true });
}

function suggest() {
  const list = document.getElementById('commands');
  const typed = field().value.match(/^\/(\w*)$/)?.[1];
  const fitting = typed === undefined ? [] : (state.view.chat?.commands ?? []).filter((one) => one.command.startsWith(typed.toLowerCase()));
  list.hidden = !fitting.length;
  list.replaceChildren(...fitting.map((one, index) =>
    h('button', { type: 'button', role: 'option', tabindex: -1, 'aria-selected': String(index === 0), onclick: () => { clear(); say(`/${one.command}${group() ? `@${bot().username}` : ''}`); } },
      h('b', {}, `/${one.command}`), h('span', {}, one.description))));
}

function clear() {
  drafts[placeNow()] = '';
  field().value = '';
  suggest();
  grow();
  field().focus();
}

async function send() {
  const text = field().value.trim();
  if (!text) return;
  const { editing, reply } = state;
  state.editing = null;
  state.reply = null;
  clear();
  if (editing) await attempt(() => api.edit({ token: bot().token, personId: state.person, chatId: here().chatId, messageId: editing.message_id, text }));
  else await say(text, reply ? { replyTo: reply.message_id, threadId: threadOf(reply) || undefined } : {});
  document.getElementById('scroll').scrollTo({ top: 1e9 });
}

// -- photos and files

function attach() {
  const caption = field().value.trim();
  const chooser = h('input', { type: 'file', class: 'hidden', 'aria-label': word('chooseFile'), onchange: () => { const [file] = chooser.files; if (file) { close(); sendFile(file); } } });
  const { close } = dialog(word('attach'),
    h('p', { class: 'quiet' }, word('pictures')),
    h('div', { class: 'pictures' }, pictures().map((one) =>
      h('button', { type: 'button', 'aria-label': one.name, onclick: async () => { close(); await sendFile(await one.file()); } }, one.preview(), h('span', {}, one.name)))),
    chooser,
    h('div', { class: 'choices' }, h('button', { type: 'button', class: 'button plain', onclick: () => chooser.click() }, icon('file'), word('chooseFile'))),
    caption && h('p', { class: 'quiet' }, caption));
}

async function sendFile(file) {
  const as = kindOfFile(file);
  try {
    const { fileId } = await api.upload(file, file.name || 'file', as);
    const text = state.editing ? '' : field().value.trim();
    if (text) clear();
    await say(text || undefined, { [as]: fileId });
  } catch (failure) {
    toast(word('failed', { why: failure.message }), 'bad');
  }
}

function kindOfFile(file) {
  if (['image/jpeg', 'image/png', 'image/gif'].includes(file.type) && file.size < 10 << 20) return 'photo';
  if (['video/mp4', 'video/webm'].includes(file.type)) return 'video';
  return ['audio/mpeg', 'audio/mp4', 'audio/x-m4a'].includes(file.type) ? 'audio' : 'document';
}

// -- the bot's own keyboard

/** The newest reply keyboard that has not been taken away. */
function keyboard() {
  const last = messages().findLast((one) => one.from?.is_bot && (one.reply_markup?.keyboard || one.reply_markup?.remove_keyboard));
  if (!last?.reply_markup.keyboard) return null;
  const used = last.reply_markup.one_time_keyboard && messages().at(-1) !== last && messages().some((one) => one.message_id > last.message_id && !one.from?.is_bot);
  return used ? null : { id: last.message_id, rows: last.reply_markup.keyboard };
}

function replyKeyboard() {
  const board = keyboard();
  if (!board || folded === board.id) return '';
  return h('div', { class: 'reply-keyboard', role: 'group', 'aria-label': word('keyboard') },
    board.rows.map((row) => h('div', {}, row.map((given) => {
      const button = typeof given === 'string' ? { text: given } : given;
      const plain = !Object.keys(button).some((name) => name.startsWith('request_'));
      return h('button', { type: 'button', onclick: () => (button.web_app ? openApp({ url: button.web_app.url }) : plain ? say(button.text) : toast(word('notHere'))) }, button.text);
    }))));
}
