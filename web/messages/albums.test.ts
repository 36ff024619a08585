import { expect, test } from "vitest";
import { whole } from "./albums";

const item = (id: string, album?: string, text?: string, chatId = 7) => ({
  id,
  chatId,
  ...(album ? { album } : {}),
  ...(text ? { text } : {}),
});

test("leaves single messages alone", () => {
  expect(whole([item("1"), item("2")]).map((row) => row.parts)).toEqual([1, 1]);
});

test("makes one row of an album, with its words", () => {
  const rows = whole([item("3", "a"), item("2", "a"), item("1", "a", "Our garden"), item("0")]);

  expect(rows.map((row) => [row.id, row.parts])).toEqual([
    ["1", 3],
    ["0", 1],
  ]);
});

test("makes one row of an album whose messages stand in rows that say more", () => {
  const rows = whole([
    { item: item("2", "a"), staff: true },
    { item: item("1", "a", "Our garden"), staff: false },
  ]);

  expect(rows).toEqual([{ item: item("1", "a", "Our garden"), staff: false, parts: 2 }]);
});

test("keeps albums of two chats, and two albums in a row, apart", () => {
  const rows = whole([item("4", "a"), item("3", "a", "x", 8), item("2", "b"), item("1", "b")]);

  expect(rows.map((row) => row.parts)).toEqual([1, 1, 2]);
});
