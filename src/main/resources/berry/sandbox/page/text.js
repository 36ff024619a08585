import { h } from './dom.js';
import { openApp } from './frame.js';
import { addressOf } from './links.js';
import { ask } from './popups.js';
import { bot, say } from './store.js';
import { word } from './words.js';

/** Telegram's entities → elements. Only these; the text itself is always a text node. */
const MARKS = {
  bold: 'b', italic: 'i', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre',
  blockquote: 'blockquote', expandable_blockquote: 'blockquote',
};
const NAMES = ['mention', 'text_mention', 'hashtag', 'cashtag', 'phone_number'];

function element(entity, part) {
  const type = entity.type;
  if (type === 'text_link' || type === 'url') return link(type === 'url' ? part : entity.url);
  if (type === 'email') return link(`mailto:${part}`);
  if (type === 'bot_command') return h('button', { type: 'button', class: 'command', onclick: () => say(part) });
  if (type === 'spoiler') return spoiler();
  if (NAMES.includes(type)) return h('span', { class: 'mention' });
  return h(MARKS[type] ?? 'span');
}

function spoiler() {
  const toggle = (event) => event.currentTarget.classList.toggle('open');
  return h('span', {
    class: 'spoiler', role: 'button', tabindex: 0, onclick: toggle,
    onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(event); } },
  });
}

/** A link that asks before it leaves the sandbox; words without one when the address is none. */
export function link(target, ...content) {
  const address = addressOf(target);
  if (!address) return h('span', {}, content);
  return h('a', { href: address, rel: 'noreferrer noopener', target: '_blank', onclick: (event) => { event.preventDefault(); followLink(address); } }, content);
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

/** Links into Telegram stay in the sandbox; others open beside it. What is no link is shown, not followed. */
export async function followLink(target) {
  const address = addressOf(target);
  if (!address) return ask({ title: word('noLink'), message: String(target), buttons: [{ id: 'ok', text: word('ok') }] });
  if (address.startsWith(TELEGRAM)) {
    const url = new URL(address);
    if (url.pathname.slice(1).split('/')[0].toLowerCase() === bot().username.toLowerCase()) {
      if (url.searchParams.has('start')) return say(`/start ${url.searchParams.get('start')}`);
      return openApp({ start: url.searchParams.get('startapp') ?? '' });
    }
  }
  const answer = await ask({ title: word('openLink'), message: address, buttons: [{ id: 'open', text: word('open') }, { id: 'no', text: word('cancel') }] });
  if (answer === 'open') window.open(address, '_blank', 'noopener,noreferrer');
}
