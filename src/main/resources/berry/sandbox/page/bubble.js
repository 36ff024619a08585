import { api } from './api.js';
import { h, icon, iconButton } from './dom.js';
import { ask, copyText, menu, toast } from './popups.js';
import { openApp } from './frame.js';
import { attempt, bot, changed, person, refresh, state } from './store.js';
import { locale, word } from './words.js';

/** Telegram's entities → elements. Only these; the text itself is always a text node. */
const MARKS = {
  bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote', spoiler: 'span',
};

function element(entity, part) {
  const type = entity.type;
  if (type === 'text_link' || type === 'url') return link(type === 'url' ? part : entity.url, part);
  if (type === 'email') return h('a', { href: `mailto:${part}` });
  if (type === 'bot_command') return h('button', { type: 'button', class: 'command', onclick: () => say(part) });
  if (type === 'spoiler') return h('span', { class: 'spoiler', role: 'button', tabindex: 0, onclick: (event) => event.currentTarget.classList.toggle('open') });
  if (type === 'mention' || type === 'hashtag') return h('span', { class: 'mention' });
  return h(MARKS[type] ?? 'span');
}

function link(target, part) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(target) ? target : `https://${target}`);
  } catch {
    return h('span');
  }
  if (!['http:', 'https:', 'tg:', 'mailto:'].includes(url.protocol)) return h('span');
  return h('a', { href: url.href, rel: 'noreferrer noopener', target: '_blank', onclick: (event) => { event.preventDefault(); followLink(url.href, part); } });
}

/** Nests entities inside each other; those that overlap otherwise are cut, as Telegram never sends them. */
export function formatted(text, entities = [], from = 0, to = text.length) {
  const parts = [];
  let at = from;
  for (let index = 0; index < entities.length; index++) {
    const entity = entities[index];
    const end = Math.min(to, entity.offset + entity.length);
    if (entity.offset < at || end <= entity.offset) continue;
    if (entity.offset > at) parts.push(text.slice(at, entity.offset));
    const inner = entities.slice(index + 1).filter((other) => other.offset >= entity.offset && other.offset + other.length <= end);
    const mark = element(entity, text.slice(entity.offset, end));
    mark.append(...formatted(text, inner, entity.offset, end));
    parts.push(mark);
    at = end;
  }
  if (at < to) parts.push(text.slice(at, to));
  return parts;
}

const TELEGRAM = 'https://t.me/';

/** Links into Telegram stay in the sandbox; others open beside it. */
export async function followLink(url) {
  if (url.startsWith(TELEGRAM)) {
    const target = new URL(url);
    if (target.pathname.slice(1).split('/')[0].toLowerCase() === bot().username.toLowerCase()) {
      if (target.searchParams.has('start')) return say(`/start ${target.searchParams.get('start')}`);
      return openApp({ start: target.searchParams.get('startapp') ?? '' });
    }
  }
  const answer = await ask({ title: word('openLink'), message: url, buttons: [{ id: 'open', text: word('open') }, { id: 'no', text: word('cancel') }] });
  if (answer === 'open') window.open(url, '_blank', 'noopener,noreferrer');
}

/** Sends a text as the chosen person. */
export function say(text, more = {}) {
  return attempt(() => api.write({ token: bot().token, person: { id: state.person }, text, ...more }));
}

const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit' });

/** One message. */
export function bubble(message, joined) {
  const mine = message.from?.id === state.person;
  const service = serviceText(message);
  if (service) return h('div', { class: 'service' }, service);
  const caption = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities;
  const bare = message.photo && !caption;
  const body = h('div', { class: `bubble ${mine ? 'mine' : ''} ${bare ? 'bare' : ''}` },
    message.forward_origin && h('div', { class: 'forwarded' }, word('forwarded')),
    message.reply_to_message && quote(message.reply_to_message),
    message.photo && photo(message),
    message.document && file(message.document),
    caption && h('div', { class: 'words', dir: 'auto' }, formatted(caption, entities)),
    h('span', { class: 'meta' }, message.edit_date && h('span', {}, word('edited')), h('time', {}, time(message.date))));
  return h('article', { class: `message ${mine ? 'mine' : ''} ${joined ? 'joined' : ''}` },
    h('div', { class: 'stack' }, body, message.reply_markup?.inline_keyboard && buttons(message)),
    iconButton('more', word('actions'), (event) => actions(event.currentTarget, message, mine), { class: 'round tiny' }));
}

function serviceText(message) {
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return '⇢ supergroup';
  if (message.forum_topic_created) return message.forum_topic_created.name;
  return message.text || message.caption || message.photo || message.document ? '' : '…';
}

function quote(original) {
  const author = original.from?.is_bot ? bot()?.name : original.from?.first_name;
  return h('div', { class: 'quote' }, h('b', {}, author ?? ''), h('span', {}, original.text ?? original.caption ?? word(original.photo ? 'photo' : 'document')));
}

function photo(message) {
  const size = message.photo.at(-1);
  const image = h('img', { src: api.file(size.file_id), alt: message.caption ?? word('photo'), width: size.width || null, height: size.height || null, loading: 'lazy' });
  return h('a', { class: 'photo', href: image.src, target: '_blank', rel: 'noopener' }, image);
}

function file(document) {
  const size = document.file_size ?? 0;
  const units = size < 1024 ? [size, 'B'] : size < 1 << 20 ? [size / 1024, 'KB'] : [size / (1 << 20), 'MB'];
  return h('a', { class: 'file', href: api.file(document.file_id), download: document.file_name ?? '' },
    h('span', { class: 'disc' }, icon('file')),
    h('span', {}, h('b', {}, document.file_name ?? word('document')), h('small', {}, `${units[0].toLocaleString(locale(), { maximumFractionDigits: 1 })} ${units[1]}`)));
}

function buttons(message) {
  return h('div', { class: 'inline-keyboard' },
    message.reply_markup.inline_keyboard.map((row) => h('div', {}, row.map((button) =>
      h('button', { type: 'button', onclick: (event) => press(event.currentTarget, message, button) },
        button.text,
        (button.url || button.web_app) && h('span', { class: 'corner' }, icon(button.web_app ? 'app' : 'globe')))))));
}

async function press(control, message, button) {
  if (button.url) return followLink(button.url);
  if (button.web_app) return openApp({ url: button.web_app.url });
  if (button.copy_text) return copyText(button.copy_text.text);
  if (button.callback_data === undefined) return toast(word('notHere'));
  control.classList.add('busy');
  const pressed = await attempt(() => api.press({ token: bot().token, personId: state.person, messageId: message.message_id, data: button.callback_data }));
  if (pressed) await answerTo(pressed.callbackId);
  control.classList.remove('busy');
}

/** Telegram's button glows until the bot answers; so does ours, for ten seconds. */
async function answerTo(id) {
  for (let tries = 0; tries < 40; tries++) {
    const answer = state.view.chat?.answers?.[id];
    if (answer) {
      if (answer.text && answer.alert) await ask({ message: answer.text, buttons: [{ id: 'ok', text: word('ok') }] });
      else if (answer.text) toast(answer.text);
      if (answer.url) await followLink(answer.url);
      return;
    }
    await new Promise((done) => setTimeout(done, 250));
    if (tries % 8 === 7) await refresh();
  }
}

function actions(anchor, message, mine) {
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

export const authorOf = (message) => (message.from?.is_bot ? bot()?.name : message.from?.first_name) ?? person()?.firstName ?? '';
