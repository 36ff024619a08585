import { expect, test } from "vitest";
import { changes } from "./changes";

const row = (name: string, now: number, backup: number) => ({
  name,
  now,
  backup,
  lost: Math.max(0, now - backup),
});

test("what loses most comes first, and what stays is only counted", () => {
  const { changed, same } = changes([
    row("chat", 5, 5),
    row("note", 1, 3),
    row("person", 9, 7),
    row("message", 90, 10),
  ]);

  expect(changed.map(({ name }) => name)).toEqual(["message", "person", "note"]);
  expect(same).toBe(1);
});
