import { api } from './api.js';
import { h, icon } from './dom.js';
import { locale, word } from './words.js';

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The file of a message as a picture, a player, or a card to save it by. */
export const MEDIA = {
  photo: (message) => photo(message.photo.at(-1), message.caption),
  video: (message) => film(message.video, 'video', { controls: true }),
  animation: (message) => animation(message.animation),
  video_note: (message) => note(message.video_note),
  audio: (message) => sound(message.audio, 'audio', [message.audio.performer, message.audio.title ?? message.audio.file_name].filter(Boolean).join(' – ')),
  voice: (message) => sound(message.voice, 'voice', word('voice')),
  sticker: (message) => sticker(message.sticker),
  document: (message) => fileCard(message.document, 'document'),
};

/** Without an id it is none of Telegram's files; the caller names the kind instead. */
function address(file) {
  if (!file.file_id) throw new Error('no file_id');
  return api.file(file.file_id);
}

/** What a browser cannot show or play can still be saved. */
function orCard(element, file, kind) {
  const shown = element.querySelector('img, video, audio') ?? element;
  shown.addEventListener('error', () => {
    element.closest('.bubble')?.classList.remove('bare');
    element.replaceWith(fileCard(file, kind));
  }, { once: true });
  return element;
}

function photo(size, caption) {
  const image = h('img', { src: address(size), alt: caption ?? word('photo'), width: size.width || null, height: size.height || null, loading: 'lazy' });
  return orCard(h('a', { class: 'photo', href: image.src, target: '_blank', rel: 'noopener' }, image), size, 'photo');
}

function film(file, kind, more) {
  return orCard(h('video', { class: 'film', src: address(file), preload: 'metadata', playsinline: true, 'aria-label': file.file_name ?? word(kind), ...more }), file, kind);
}

/** Without sound and again and again, unless the person wants the screen to keep still. */
const silent = () => ({ loop: true, muted: true, autoplay: !still(), controls: still() });

function animation(file) {
  const picture = file.mime_type === 'image/gif' || /\.gif$/i.test(file.file_name ?? '');
  if (!picture) return quiet(film(file, 'animation', silent()));
  return orCard(h('span', { class: 'photo' }, h('img', { src: address(file), alt: word('animation'), loading: 'lazy' })), file, 'animation');
}

/** The attribute alone mutes nothing in an element made by a script, and browsers start only muted ones. */
function quiet(video) {
  video.muted = true;
  return video;
}

function note(file) {
  const video = h('video', { src: address(file), preload: 'metadata', playsinline: true, loop: true });
  const button = h('button', { type: 'button', class: 'note', 'aria-label': word('video_note'), title: word('play'), onclick: () => (video.paused ? video.play() : video.pause()) },
    video, h('span', { class: 'disc' }, icon('play')));
  video.addEventListener('play', () => button.classList.add('playing'));
  video.addEventListener('pause', () => button.classList.remove('playing'));
  return orCard(button, file, 'video_note');
}

function sound(file, kind, title) {
  const player = h('audio', { src: address(file), controls: true, preload: 'metadata', 'aria-label': title || word(kind) });
  return orCard(h('div', { class: 'sound' }, h('b', {}, title || word(kind)), player), file, kind);
}

function sticker(file) {
  if (file.is_animated) return fileCard(file, 'sticker');
  const alt = [word('sticker'), file.emoji].filter(Boolean).join(' ');
  if (file.is_video) return quiet(orCard(h('video', { class: 'sticker', src: address(file), playsinline: true, 'aria-label': alt, ...silent() }), file, 'sticker'));
  return orCard(h('img', { class: 'sticker', src: address(file), alt }), file, 'sticker');
}

const ICONS = { photo: 'image', sticker: 'image', video: 'play', animation: 'play', video_note: 'play', audio: 'note', voice: 'voice', document: 'file' };

function fileCard(file, kind) {
  const name = file.file_name ?? word(kind);
  return h('a', { class: 'file', href: address(file), download: file.file_name ?? '' },
    h('span', { class: 'disc' }, icon(ICONS[kind])),
    h('span', {}, h('b', {}, name), h('small', {}, [kind !== 'document' && file.file_name && word(kind), sizeOf(file.file_size ?? 0)].filter(Boolean).join(' · '))));
}

function sizeOf(bytes) {
  const [number, unit] = bytes < 1024 ? [bytes, 'B'] : bytes < 1 << 20 ? [bytes / 1024, 'KB'] : [bytes / (1 << 20), 'MB'];
  return `${number.toLocaleString(locale(), { maximumFractionDigits: 1 })} ${unit}`;
}
