/** A piece of a text: words, or an address that may be opened. */
export type Piece = string | { text: string; href: string };

const ADDRESS = /https?:\/\/[^\s<>"«»“”]+/giu;
/** Marks that turn or hide letters: an address with one may look like another address. */
const TRICKS = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** Finds the addresses in a text. Only http and https, so that no text can carry a command of another scheme. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    const href = hrefOf(address);
    if (href === null) continue;
    if (match.index > end) found.push(text.slice(end, match.index));
    found.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) found.push(text.slice(end));
  return found;
}

/** Where Telegram shows somebody. The name is only ever a part of the path. */
export function profileOf(username: string): string {
  return `https://t.me/${encodeURIComponent(username)}`;
}

function hrefOf(address: string): string | null {
  if (TRICKS.test(address)) return null;
  try {
    const url = new URL(address);
    // "https://bank.example@evil.example" leads to the second.
    if (url.username !== "" || url.password !== "" || url.hostname === "") return null;
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

/** A sentence's own marks at the end do not belong to the address; a bracket does when it was opened in it. */
function withoutTail(address: string): string {
  let kept = address.replace(/[.,;:!?…'*_~]+$/u, "");
  while (kept.endsWith(")") && count(kept, ")") > count(kept, "(")) {
    kept = kept.slice(0, -1).replace(/[.,;:!?…'*_~]+$/u, "");
  }
  return kept;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
