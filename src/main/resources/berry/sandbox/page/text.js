import { h } from './dom.js';
import { openApp } from './frame.js';
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
  if (type === 'email') return h('a', { href: `mailto:${part}` });
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
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(target) ? target : `https://${target}`);
  } catch {
    return h('span', {}, content);
  }
  if (!['http:', 'https:', 'tg:', 'mailto:'].includes(url.protocol)) return h('span', {}, content);
  return h('a', { href: url.href, rel: 'noreferrer noopener', target: '_blank', onclick: (event) => { event.preventDefault(); followLink(url.href); } }, content);
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
