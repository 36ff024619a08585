/** Telegram's limits, in UTF-16 units as it counts them. */
export const MESSAGE = 4096;
export const CAPTION = 1024;
export const NOTE = 4000;

const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Letters as a reader counts them: an emoji of seven units is one. */
export function graphemes(text: string): string[] {
  return Array.from(signs.segment(text), ({ segment }) => segment);
}

/** Whether a text is nothing but one to three emoji. */
export function isEmoji(text: string): boolean {
  if (text.length > 60) return false;
  const found = graphemes(text.replace(/\s+/gu, ""));
  return (
    found.length > 0 &&
    found.length <= 3 &&
    found.every((sign) => /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u.test(sign))
  );
}

/**
 * Cuts a text that is longer than one message into several: at an empty line, a line, a sentence or a word if there
 * is one in the second half, and never inside of a letter or an emoji.
 */
export function portions(text: string, limit: number): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = endOf(rest, limit);
    found.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  if (rest !== "") found.push(rest);
  return found;
}

function endOf(text: string, limit: number): number {
  const head = text.slice(0, limit);
  for (const mark of ["\n\n", "\n", ". ", " "]) {
    const at = head.lastIndexOf(mark);
    if (at > limit / 2) return at + mark.length;
  }
  // Only the end of the piece matters; a few dozen units are more than any emoji has.
  const from = Math.max(0, limit - 64);
  let end = from;
  for (const { index, segment } of signs.segment(text.slice(from, limit + 64))) {
    if (from + index + segment.length > limit) break;
    end = from + index + segment.length;
  }
  return end > 0 ? end : limit;
}
