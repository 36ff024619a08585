/** Where Telegram asks whom to send a link to, behind `t.me/`. */
export function sharePath(link: string, text: string): string {
  // Not URLSearchParams: Telegram takes its plus signs for plus signs.
  return `share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(text)}`;
}

/** What opening a start link says to the bot. */
export function startWord(link: string): string {
  return `/start ${new URL(link).searchParams.get("start") ?? ""}`.trim();
}
