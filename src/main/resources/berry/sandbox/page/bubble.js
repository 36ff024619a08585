import { CARDS, unknown } from './cards.js';
import { avatar, h, iconButton } from './dom.js';
import { authorOf, eventLine, isEvent, isKnown, kindOf, nameOf, summary } from './kinds.js';
import { MEDIA } from './media.js';
import { copyText, menu } from './popups.js';
import { inlineKeyboard } from './press.js';
import { bot, changed, state } from './store.js';
import { formatted } from './text.js';
import { locale, word } from './words.js';

/** What needs no bubble around it when it stands alone. */
const BARE = ['photo', 'video', 'animation', 'video_note', 'sticker', 'dice'];

const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' });

/** One message, or the messages of one album. `joined`: the same author has just written. */
export function bubble(messages, joined) {
  const [message] = messages;
  if (isEvent(message)) return happening(message);
  const mine = message.from?.id === state.person && !message.sender_chat;
  const named = state.chat !== 0 && !mine;
  const bare = messages.every((one) => BARE.includes(kindOf(one)) && !one.caption)
    && !message.reply_to_message && !message.forward_origin;
  const body = h('div', { class: `bubble ${mine ? 'mine' : ''} ${bare ? 'bare' : ''}` },
    named && !joined && h('b', { class: 'author', dir: 'auto' }, authorOf(message)),
    message.forward_origin && h('div', { class: 'forwarded' }, word('forwarded', { name: originOf(message.forward_origin) })),
    message.reply_to_message && quote(message),
    content(messages),
    messages.map(words),
    h('span', { class: 'meta' }, messages.some((one) => one.edit_date) && h('span', {}, word('edited')), h('time', {}, time(message.date))));
  if (body.querySelector('.unknown')) body.classList.remove('bare');
  return h('article', { class: `message ${mine ? 'mine' : ''} ${joined ? 'joined' : ''}`, 'data-message': messages.map((one) => one.message_id).join(' ') },
    named && (joined ? h('span', { class: 'beside' }) : face(message)),
    h('div', { class: 'stack' }, body, message.reply_markup?.inline_keyboard && inlineKeyboard(message)),
    iconButton('more', word('actions'), (event) => actions(event.currentTarget, messages, mine), { class: 'round tiny' }));
}

function face(message) {
  const author = message.sender_chat ?? message.from ?? message.chat;
  return avatar(author.id, nameOf(author), author.id === bot().id ? 'bot beside' : 'beside', state.view.berry);
}

function content(messages) {
  if (messages.length === 1) return drawn(messages[0]);
  const seen = messages.every((one) => ['photo', 'video', 'animation'].includes(kindOf(one)));
  return h('div', { class: seen ? `album many${Math.min(messages.length, 3)}` : 'pile' }, messages.map(drawn));
}

function drawn(message) {
  const kind = kindOf(message);
  if (kind === 'text') return '';
  if (!isKnown(kind)) return unknown(kind);
  try {
    return (MEDIA[kind] ?? CARDS[kind])(message);
  } catch {
    return unknown(kind); // made by hand, and not as Telegram shapes it
  }
}

function words(message) {
  const text = message.text ?? message.caption;
  if (!text) return '';
  const entities = message.entities ?? message.caption_entities;
  return h('div', { class: 'words', dir: 'auto' }, Array.isArray(entities) ? formatted(text, entities) : text);
}

/** A line in the middle. What was pinned can be gone to. */
function happening(message) {
  const at = { 'data-message': message.message_id };
  const original = message.pinned_message;
  if (!original) return h('div', { class: 'service', ...at }, eventLine(message));
  return h('button', { type: 'button', class: 'service', onclick: () => goTo(original.message_id), ...at }, eventLine(message));
}

const originOf = (origin) => (origin.sender_user ? nameOf(origin.sender_user) : origin.sender_user_name ?? nameOf(origin.chat ?? origin.sender_chat));

function quote(message) {
  const original = message.reply_to_message;
  return h('button', { type: 'button', class: 'quote', onclick: () => goTo(original.message_id) },
    h('b', {}, authorOf(original)), h('span', {}, message.quote?.text ?? summary(original)));
}

/** Brings a message into view; one that is long gone stays where it is. */
export function goTo(id) {
  const found = document.querySelector(`[data-message~="${Number(id)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: 'center' });
  found.classList.add('found');
  setTimeout(() => found.classList.remove('found'), 1_200);
}

function actions(anchor, messages, mine) {
  const message = messages.find((one) => one.text ?? one.caption) ?? messages[0];
  const text = message.text ?? message.caption ?? '';
  menu(anchor, word('actions'), [
    { icon: 'reply', text: word('reply'), run: () => compose({ reply: message, editing: null }) },
    mine && text && { icon: 'edit', text: word('edit'), run: () => compose({ reply: null, editing: message }) },
    text && { icon: 'copy', text: word('copy'), run: () => copyText(text) },
  ]);
}

function compose(change) {
  Object.assign(state, change);
  changed();
  document.getElementById('words')?.focus();
}
