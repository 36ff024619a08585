import { h, icon } from './dom.js';
import { word } from './words.js';

/** A line that goes away by itself. */
export function toast(text, kind = '') {
  const line = h('div', { class: `toast ${kind}` }, text);
  document.getElementById('toasts').append(line);
  setTimeout(() => line.remove(), 4_000);
}

/** A modal dialog. Esc and a click beside it close it. */
export function dialog(title, ...content) {
  const close = () => box.close();
  const box = h(
    'dialog',
    { class: 'dialog', 'aria-label': title, onclick: (event) => event.target === box && close(), onclose: () => box.remove() },
    h('div', { class: 'sheet' },
      h('header', {}, h('h2', {}, title), h('button', { type: 'button', class: 'round', 'aria-label': word('close'), onclick: close }, icon('close'))),
      ...content),
  );
  document.body.append(box);
  box.showModal();
  return { box, close };
}

/** A question with buttons. Answers the chosen id, or null when it was dismissed. */
export function ask({ title, message, buttons }) {
  return new Promise((done) => {
    let chosen = null;
    const box = h(
      'dialog',
      { class: 'dialog small', 'aria-label': title || message, onclose: () => { box.remove(); done(chosen); } },
      h('div', { class: 'sheet' },
        title && h('h2', {}, title),
        h('p', {}, message),
        h('div', { class: 'choices' },
          buttons.map(({ id, text, type }) =>
            h('button', { type: 'button', class: type === 'destructive' ? 'button danger' : 'button plain', onclick: () => { chosen = id; box.close(); } }, text)))),
    );
    document.body.append(box);
    box.showModal();
  });
}

/** A small menu beside a button; one at a time. */
export function menu(anchor, label, entries) {
  document.querySelector('.popmenu')?.remove();
  const close = () => {
    list.remove();
    document.removeEventListener('pointerdown', outside, true);
  };
  const outside = (event) => list.contains(event.target) || close();
  const list = h(
    'div',
    {
      class: 'popmenu', role: 'menu', 'aria-label': label,
      onkeydown: (event) => {
        const items = [...list.querySelectorAll('button')];
        const at = items.indexOf(document.activeElement);
        if (event.key === 'Escape') { close(); anchor.focus(); event.stopPropagation(); }
        if (event.key === 'ArrowDown') { items[(at + 1) % items.length].focus(); event.preventDefault(); }
        if (event.key === 'ArrowUp') { items[(at - 1 + items.length) % items.length].focus(); event.preventDefault(); }
      },
    },
    entries.filter(Boolean).map((entry) =>
      h('button', { type: 'button', role: 'menuitem', class: entry.danger ? 'danger' : '', onclick: () => { close(); entry.run(); } },
        entry.icon && icon(entry.icon), h('span', {}, entry.text))),
  );
  document.body.append(list);
  const place = anchor.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const left = Math.min(Math.max(8, place.left), innerWidth - size.width - 8);
  const below = place.bottom + 6 + size.height < innerHeight;
  list.style.left = `${left}px`;
  list.style.top = `${below ? place.bottom + 6 : Math.max(8, place.top - size.height - 6)}px`;
  document.addEventListener('pointerdown', outside, true);
  list.querySelector('button')?.focus();
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(word('copied'));
  } catch {
    toast(text);
  }
}
