/** A piece of text, and whether it is what was searched for. */
export type Piece = readonly [text: string, found: boolean];

const LEAD = 24;

/**
 * Cuts a text where words begin like a searched word, as the server matches them (ё is е). The pieces are drawn as
 * text, so nothing that somebody wrote becomes markup.
 */
export function pieces(text: string, search: string): Piece[] {
  const wanted = search.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  if (wanted.length === 0) return [[text, false]];
  const pattern = wanted
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replaceAll(/[её]/gi, "[её]"))
    .join("|");
  const found: Piece[] = [];
  let end = 0;
  // No look-behind: Safari before 16.4 does not know it.
  for (const match of text.matchAll(new RegExp(`(^|[^\\p{L}\\p{N}])(${pattern})`, "giu"))) {
    const start = match.index + (match[1]?.length ?? 0);
    if (start > end) found.push([text.slice(end, start), false]);
    end = match.index + match[0].length;
    found.push([text.slice(start, end), true]);
  }
  if (end < text.length) found.push([text.slice(end), false]);
  return found;
}

/** The same for one line: a find far inside is brought to the front. */
export function excerpt(text: string, search: string): Piece[] {
  const found = pieces(text, search);
  const [first] = found;
  if (found.length < 2 || !first || first[1] || first[0].length <= LEAD) return found;
  const start = first[0].slice(-LEAD).replace(/^\S*\s/, "");
  return [[`…${start}`, false], ...found.slice(1)];
}
