/** Builds elements; text always becomes a text node, so nothing anybody writes can turn into markup. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'disabled') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

const PATHS = {
  send: 'M4 12 20 4l-5 16-3.5-6.500L4 12Zm7.5 1.500L20 4',
  clip: 'M20 11.5 12 19.400a5 5 0 0 1-7-7l8.3-8.200a3.4 3.4 0 0 1 4.8 4.800l-8.2 8.100a1.7 1.7 0 0 1-2.4-2.400l7.2-7.1',
  menu: 'M4 7h16M4 12h16M4 17h10',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'M12 5.500h.01M12 12h.01M12 18.500h.01',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M5.6 18.400l1.1-1.100M17.3 6.700l1.1-1.1',
  moon: 'M20 14.500A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.500Z',
  plus: 'M12 5v14M5 12h14',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.500a3.5 3.5 0 0 1 0 6.500M17.5 14.500c2.2.7 3.5 2.7 3.5 5.5',
  chat: 'M4 5h16v11H10l-4.5 4v-4H4V5Z',
  app: 'M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3.5 15h3',
  reload: 'M20 12a8 8 0 1 1-2.5-5.800M20 4v4.500h-4.5',
  settings: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-12v2.500M12 18.500V21M4.2 7.500l2.2 1.300M17.6 15.200l2.2 1.300M4.2 16.500l2.2-1.300M17.6 8.800l2.2-1.3',
  file: 'M7 3h7l4 4v14H7V3Zm7 0v4h4',
  image: 'M4 5h16v14H4V5Zm0 11 4.5-4.500L13 16l3-3 4 4M15.5 9h.01',
  reply: 'M10 6 4 12l6 6M4 12h9c4 0 6.5 2 7 6',
  edit: 'M4 20h4L19 9l-4-4L4 16v4Zm9-13 4 4',
  copy: 'M9 9h10v11H9V9Zm-3 6H5V4h10v2',
  block: 'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM6 6l12 12',
  key: 'M14.5 4a5.5 5.5 0 1 1-4.8 8.200L4 18v2.500h3v-2h2v-2h2l1.2-1.200M16 8h.01',
  pen: 'M4 20h4L19 9l-4-4L4 16v4Z',
  check: 'M5 12.5 10 17.5 19.5 7',
  play: 'M8 5v14l11-7L8 5Z',
  note: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm10-2a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
  voice: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3ZM6 11a6 6 0 0 0 12 0M12 17v4',
  pin: 'M12 21s7-6 7-11.5A7 7 0 0 0 5 9.500C5 15 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  up: 'M12 19V6M6 11l6-6 6 6',
  globe: 'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM3.5 12h17M12 3.500c2.5 2.5 3.5 5.3 3.5 8.500s-1 6-3.5 8.500c-2.5-2.5-3.5-5.3-3.5-8.500s1-6 3.5-8.500Z',
  down: 'M6 9l6 6 6-6',
  keyboard: 'M3 6h18v12H3V6Zm3.5 3.500h.01M10 9.500h.01M13.5 9.500h.01M17 9.500h.01M8 14.500h8',
};

/** A line icon; decoration only, the control around it carries the label. */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, more = {}) {
  return h('button', { type: 'button', class: 'round', 'aria-label': label, title: label, onclick, ...more }, icon(name));
}

/** A round picture with initials; the colour follows the id. */
export function avatar(id, name, size = '', berry = 0) {
  if (id === berry) return h('span', { class: `avatar ${size}`, 'aria-hidden': 'true' }, h('img', { src: new URL('berry.svg', import.meta.url).href, alt: '' }));
  const letters = name.split(/\s+/).map((word) => [...word][0] ?? '').slice(0, 2).join('').toUpperCase();
  return h('span', { class: `avatar c${Math.abs(id) % 6} ${size}`, 'aria-hidden': 'true' }, letters || '?');
}

const made = new WeakMap();

/** Draws an element anew only when what it shows has changed: an open list and the focus in it stay. */
export function keep(element, version, make) {
  if (made.get(element) === version) return;
  made.set(element, version);
  element.replaceChildren(...make());
}

export function fullName(person) {
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}
