import { describe, expect, test } from "vitest";
import type { Conversation } from "../api/types";
import { hold, type Listing } from "./order";

const row = (chatId: number, minute = 0): Conversation => ({
  chatId,
  type: "private",
  tags: [],
  unread: false,
  lastMessage: {
    id: `${chatId}.${minute}.0`,
    direction: "in",
    kind: "text",
    sentAt: new Date(Date.UTC(2026, 10, 23, 12, minute)).toISOString(),
    author: "person",
    state: "received",
  },
});
const ids = (rows: Listing[]) => rows.map(({ chatId }) => chatId);
const none = new Set<number>();

describe("while somebody points at the list", () => {
  test("newcomers wait above", () => {
    const held = hold([row(1), row(2)], [row(8), row(9), row(1), row(2)], none);

    expect(ids(held.shown)).toEqual([1, 2]);
    expect(held.waiting).toBe(2);
  });

  test("a conversation written in stays in its place and says what is new", () => {
    const held = hold([row(1), row(2), row(3)], [row(3, 5), row(1), row(2)], none);

    expect(ids(held.shown)).toEqual([1, 2, 3]);
    expect(held.shown[2]?.lastMessage?.sentAt).toContain("12:05");
    expect(held.waiting).toBe(1);
    // Drawn again, it is still new.
    expect(hold(held.shown, [row(3, 5), row(1), row(2)], none).waiting).toBe(1);
  });

  test("a row that sinks pulls nobody up", () => {
    expect(hold([row(1), row(2), row(3)], [row(2), row(3), row(1, 9)], none).waiting).toBe(0);
  });

  test("a row that a colleague took away stays, marked", () => {
    const held = hold([row(1), row(2), row(3)], [row(1), row(3)], none);

    expect(held.shown.map(({ chatId, gone }) => [chatId, gone ?? false])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    expect(held.waiting).toBe(0);
  });

  test("a row that comes back is marked no longer", () => {
    const gone = hold([row(1), row(2)], [row(1)], none).shown;

    expect(hold(gone, [row(1), row(2)], none).shown.some((one) => one.gone)).toBe(false);
  });

  test("the next page follows below", () => {
    const held = hold([row(1), row(2)], [row(9), row(1), row(2), row(3), row(4)], none);

    expect(ids(held.shown)).toEqual([1, 2, 3, 4]);
    expect(held.waiting).toBe(1);
  });

  test("an empty list takes what comes", () => {
    expect(ids(hold([], [row(1)], none).shown)).toEqual([1]);
  });
});

describe("what the reader did", () => {
  test("takes a row away at once", () => {
    expect(ids(hold([row(1), row(2), row(3)], [row(1), row(3)], new Set([2])).shown)).toEqual([1, 3]);
  });

  test("brings it back to its place when undone, without being counted as new", () => {
    const held = hold([row(1), row(3)], [row(1), row(2), row(3)], new Set([2]));

    expect(ids(held.shown)).toEqual([1, 2, 3]);
    expect(held.waiting).toBe(0);
  });

  test("does not move a row that stays in the list", () => {
    expect(ids(hold([row(1), row(2)], [row(2), row(1)], new Set([2])).shown)).toEqual([1, 2]);
  });
});
