import { expect, test } from "vitest";
import type { ConversationMessage } from "../api/types";
import { byDays, firstUnread } from "./grouping";

const noon = new Date(2026, 10, 23, 12).getTime();
const at = (minutes: number, seconds = 0) => new Date(noon + minutes * 60_000 + seconds * 1000).toISOString();
let serial = 0;
const item = (minutes: number, more: Partial<ConversationMessage> = {}): ConversationMessage => {
  serial += 1;
  return {
    id: `m${serial}`,
    chatId: 7,
    direction: "in",
    kind: "text",
    text: "text",
    sentAt: at(minutes),
    state: "received",
    author: "person",
    versions: 0,
    mayEdit: false,
    mayDelete: false,
    ...more,
  };
};
const service = (kind: string) => kind === "pinned_message";
const looks = (items: ConversationMessage[]) =>
  byDays(items, service).flatMap(({ blocks }) =>
    blocks.map((block) => (block.look === "bubbles" ? block.bubbles.length : block.look)),
  );

test("one author within a minute stands together", () => {
  expect(looks([item(0), item(0.5), item(1)])).toEqual([2, 1]);
});

test("two of the team are told apart even within a minute", () => {
  const anna = item(0, { direction: "out", author: "Anna" });
  const boris = item(0.1, { direction: "out", author: "Boris" });

  expect(looks([anna, boris])).toEqual([1, 1]);
});

test("an album is one bubble with the words of the part that has any", () => {
  const parts = [
    item(0, { kind: "photo", text: undefined as never, album: "a" }),
    item(0, { kind: "photo", text: "Our garden", album: "a" }),
    item(1.2, { kind: "photo", text: undefined as never, album: "a" }),
  ];
  const [block] = byDays(parts, service)[0]?.blocks ?? [];

  expect(block?.look === "bubbles" && block.bubbles.map((b) => [b.parts.length, b.item.text])).toEqual([
    [3, "Our garden"],
  ]);
});

test("notes, service lines and what was deleted are never bubbles", () => {
  const own = item(0, { direction: "out", author: "Anna", deletedAt: at(5) });

  expect(
    looks([item(0, { kind: "note", author: "Anna" }), item(0, { kind: "pinned_message" }), own]),
  ).toEqual(["note", "service", "deleted"]);
});

test("midnight begins a new day", () => {
  expect(byDays([item(-60 * 13), item(0)], service)).toHaveLength(2);
});

test("what is not read yet begins a block of its own", () => {
  const items = [item(0), item(0.2), item(0.4)];
  const second = items[1]?.id;

  expect(byDays(items, service, second)[0]?.blocks).toHaveLength(2);
});

test("unread begins after the last answer; a note is no answer", () => {
  const items = [
    item(0),
    item(1, { direction: "out", author: "Anna" }),
    item(2),
    item(3, { direction: "out", kind: "note", author: "Anna" }),
    item(4),
  ];

  expect(firstUnread(items, true)).toBe(items[2]?.id);
  expect(firstUnread(items, false)).toBeUndefined();
});

test("in a group the words of two people stand apart, also within a minute", () => {
  const anna = { id: 1, firstName: "Anna" };
  const boris = { id: 2, firstName: "Boris" };
  const words = [anna, anna, boris].map((person, place) => item(place / 10, { person }));

  expect(looks(words)).toEqual([2, 1]);
});
