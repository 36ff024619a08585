import { expect, test } from "vitest";
import { LONGEST, mistakesIn, nameFits } from "./check";

const text = { ru: "да", en: "" };

test.each(["hello", "цены", "day_2-3", "ё".repeat(32), "и\u0306"])("%s is a name", (name) => {
  expect(nameFits(name)).toBe(true);
});

test.each(["", "two words", "a/b", "x".repeat(33), "🙂"])("%j is none", (name) => {
  expect(nameFits(name)).toBe(false);
});

test("one language is enough, none is not", () => {
  expect(mistakesIn("hello", text, [])).toEqual([]);
  expect(mistakesIn("hello", { ru: " ", en: "\n" }, [])).toEqual(["none"]);
});

test("a new one takes no other's place, however its letters are composed", () => {
  expect(mistakesIn("hello", text, ["hello"])).toEqual(["taken"]);
  expect(mistakesIn("и\u0306", text, ["\u0439"])).toEqual(["taken"]);
});

test("each text has a length that Telegram takes", () => {
  expect(mistakesIn("hello", { ru: "x".repeat(LONGEST), en: "" }, [])).toEqual([]);
  expect(mistakesIn("hello", { ru: "да", en: "x".repeat(LONGEST + 1) }, [])).toEqual(["en"]);
});
