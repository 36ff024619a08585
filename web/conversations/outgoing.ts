import { CAPTION, MESSAGE, portions } from "./length";
import type { Attached } from "./Outbox";

interface Part {
  text: string;
  files: Attached[];
}

/**
 * The messages an answer goes as. Telegram joins pictures with videos, and documents or music only with their like;
 * words go with the first files when they are short enough to be a caption.
 */
export function messagesOf(text: string, files: Attached[]): Part[] {
  const groups = batches(files);
  const words = text.trim();
  const caption = groups.length > 0 && words.length <= CAPTION;
  return [
    ...groups.map((group, place) => ({ text: caption && place === 0 ? words : "", files: group })),
    ...(caption ? [] : portions(words, MESSAGE).map((portion) => ({ text: portion, files: [] }))),
  ];
}

function batches(files: Attached[]): Attached[][] {
  const found = new Map<string, Attached[]>();
  for (const file of files) {
    const family = file.kind === "photo" || file.kind === "video" ? "seen" : file.kind;
    // Voice messages stand alone.
    const name = family === "voice" ? `voice ${file.id}` : family;
    found.set(name, [...(found.get(name) ?? []), file]);
  }
  return [...found.values()];
}

/** A key that no other message has. `randomUUID` exists on secure pages only. */
export function freshKey(): string {
  if ("randomUUID" in crypto) return crypto.randomUUID();
  const bytes = Array.from((crypto as Crypto).getRandomValues(new Uint8Array(16)));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
