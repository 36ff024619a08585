import { expect, test } from "vitest";
import { graphemes, isEmoji, portions } from "./length";

const family = "👨‍👩‍👧‍👦";

test("a long text is cut at a word and nothing is lost", () => {
  const text = "слово ".repeat(1500).trim();
  const parts = portions(text, 4096);

  expect(parts.every((part) => part.length <= 4096)).toBe(true);
  expect(parts.join(" ")).toBe(text);
});

test("an emoji is never cut, however many units it has", () => {
  const parts = portions(family.repeat(500), 4096);

  expect(parts.every((part) => part.length <= 4096)).toBe(true);
  expect(parts.flatMap(graphemes)).toEqual(Array(500).fill(family));
});

test("the limit counts UTF-16 units as Telegram does", () => {
  expect(portions("😀".repeat(2048), 4096)).toHaveLength(1);
  expect(portions("😀".repeat(2049), 4096)).toHaveLength(2);
});

test("an empty line is the best place to cut", () => {
  const first = "a ".repeat(1500).trim();

  expect(portions(`${first}\n\n${"b ".repeat(900)}`, 4096)[0]).toBe(first);
});

test.each([
  ["😀", true],
  [family, true],
  ["👍🏽 🇩🇪 ❤️", true],
  ["1️⃣", true],
  ["😀😀😀😀", false],
  ["1", false],
  ["да 👍", false],
  ["", false],
])("%s shown large: %s", (text, large) => {
  expect(isEmoji(text)).toBe(large);
});
