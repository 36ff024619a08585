import { avatar, h, icon, iconButton } from './dom.js';
import { nameOf } from './kinds.js';
import { copyText } from './popups.js';
import { link } from './text.js';
import { locale, word } from './words.js';

/** Messages that are neither words nor a file. */
export const CARDS = {
  poll: (message) => poll(message.poll),
  location: (message) => place(message.location, word('location')),
  venue: (message) => place(message.venue.location ?? message.location, message.venue.title, message.venue.address),
  contact: (message) => contact(message.contact),
  dice: (message) => dice(message.dice),
};

function poll(one) {
  const all = one.total_voter_count ?? 0;
  const share = (option) => (all ? (option.voter_count ?? 0) / all : 0);
  const percent = (option) => share(option).toLocaleString(locale(), { style: 'percent', maximumFractionDigits: 0 });
  const kind = word(one.is_closed ? 'pollClosed' : one.type === 'quiz' ? 'pollQuiz' : one.is_anonymous ? 'pollAnonymous' : 'pollOpen');
  return h('div', { class: 'poll' },
    h('b', { dir: 'auto' }, one.question),
    h('small', {}, one.allows_multiple_answers ? `${kind} · ${word('pollSeveral')}` : kind),
    h('ul', {}, one.options.map((option, index) =>
      h('li', {},
        h('span', { class: 'share' }, percent(option)),
        h('span', { dir: 'auto' }, option.text),
        index === one.correct_option_id && h('span', { class: 'right', role: 'img', 'aria-label': word('pollRight') }, icon('check')),
        h('progress', { max: 1, value: share(option), 'aria-label': `${option.text}: ${word('votes', { count: option.voter_count ?? 0 })}` })))),
    one.explanation && h('small', { dir: 'auto' }, one.explanation),
    h('small', { class: 'total' }, word('votes', { count: all.toLocaleString(locale()) })));
}

/** No map: its picture would come from elsewhere. The link asks first. */
function place(where, title, address) {
  const at = `${where.latitude.toFixed(5)}, ${where.longitude.toFixed(5)}`;
  const map = `https://www.openstreetmap.org/?mlat=${where.latitude}&mlon=${where.longitude}#map=16/${where.latitude}/${where.longitude}`;
  return h('div', { class: 'place' },
    h('span', { class: 'ground' }, icon('pin')),
    h('b', { dir: 'auto' }, title),
    address && h('span', { dir: 'auto' }, address),
    h('small', {}, at),
    where.live_period && h('small', {}, word('liveLocation')),
    link(map, word('openMap')));
}

function contact(one) {
  const name = nameOf(one) || one.phone_number;
  return h('div', { class: 'contact' },
    avatar(one.user_id ?? one.phone_number.length, name),
    h('span', {}, h('b', { dir: 'auto' }, name), h('span', {}, one.phone_number)),
    iconButton('copy', `${word('copyPhone')}: ${one.phone_number}`, () => copyText(one.phone_number)));
}

const dice = (one) => h('div', { class: 'dice', role: 'img', 'aria-label': `${word('dice')}: ${one.emoji} ${one.value}` }, h('span', {}, one.emoji), h('b', {}, one.value));

/** A kind this page does not know is named, never left out. */
export const unknown = (kind) => h('div', { class: 'unknown' },
  h('span', { class: 'disc' }, icon('file')),
  h('span', {}, h('b', {}, word('otherKind')), h('code', {}, kind)));
