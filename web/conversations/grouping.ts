import type { ConversationMessage } from "../api/types";
import { dayOf } from "../i18n/format";

/** One bubble: a message, or an album as one. */
export interface Bubble {
  /** The part whose words and state stand for all. */
  item: ConversationMessage;
  /** All parts, oldest first; the message itself when it is no album. */
  parts: ConversationMessage[];
}

/** Bubbles of one author within a minute stand together, with one name and one time. */
export type Block =
  | { look: "bubbles"; author: string; side: "person" | "team" | "bot"; bubbles: Bubble[] }
  | { look: "note" | "service" | "deleted"; item: ConversationMessage };

export interface Day {
  day: string;
  /** The moment the day is named by. */
  at: string;
  blocks: Block[];
}

/**
 * Lays out messages as they are read.
 *
 * @param items oldest first
 * @param isService whether Telegram, not a person, wrote a kind
 * @param unread the first message not read yet: it begins a block, so that a line can stand before it
 */
export function byDays(
  items: ConversationMessage[],
  isService: (kind: string) => boolean,
  unread?: string,
): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const name = dayOf(item.sentAt);
    let day = days.at(-1);
    if (day?.day !== name) {
      day = { day: name, at: item.sentAt, blocks: [] };
      days.push(day);
    }
    place(day.blocks, item, isService, item.id === unread);
  }
  return days;
}

function place(
  blocks: Block[],
  item: ConversationMessage,
  isService: (kind: string) => boolean,
  apart: boolean,
): void {
  if (item.deletedAt) {
    blocks.push({ look: "deleted", item });
  } else if (item.kind === "note") {
    blocks.push({ look: "note", item });
  } else if (isService(item.kind)) {
    blocks.push({ look: "service", item });
  } else {
    const last = blocks.at(-1);
    if (!apart && last?.look === "bubbles" && joins(last, item)) add(last.bubbles, item);
    else
      blocks.push({
        look: "bubbles",
        author: item.author,
        side: sideOf(item),
        bubbles: [{ item, parts: [item] }],
      });
  }
}

function joins(block: Extract<Block, { look: "bubbles" }>, item: ConversationMessage): boolean {
  const last = block.bubbles.at(-1)?.item;
  if (!last || block.author !== item.author || last.direction !== item.direction) return false;
  if (last.person?.id !== item.person?.id) return false;
  if (sameAlbum(last, item)) return true;
  return minuteOf(last.sentAt) === minuteOf(item.sentAt);
}

function add(bubbles: Bubble[], item: ConversationMessage): void {
  const last = bubbles.at(-1);
  if (!last || !sameAlbum(last.item, item)) {
    bubbles.push({ item, parts: [item] });
    return;
  }
  last.parts.push(item);
  if (!last.item.text && item.text) last.item = item;
}

function sameAlbum(one: ConversationMessage, other: ConversationMessage): boolean {
  return one.album !== undefined && one.album === other.album;
}

/** In a group several people write: each is named, and all stand on their side. */
export function sideOf(item: Pick<ConversationMessage, "direction" | "author">): "person" | "team" | "bot" {
  if (item.direction === "in") return "person";
  return item.author === "bot" ? "bot" : "team";
}

function minuteOf(time: string): number {
  return Math.floor(Date.parse(time) / 60_000);
}

/**
 * The first message that nobody of the team has read: of the person's messages since the last answer, the first.
 * Undefined when the conversation is read.
 */
export function firstUnread(items: ConversationMessage[], unread: boolean): string | undefined {
  if (!unread) return undefined;
  const answered = items.findLastIndex((item) => item.direction === "out" && item.kind !== "note");
  return items.slice(answered + 1).find((item) => item.direction === "in")?.id;
}
