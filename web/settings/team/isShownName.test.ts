import { expect, test } from "vitest";
import { isShownName } from "./isShownName";

test("a name has at most 64 characters, an emoji being one", () => {
  expect(isShownName("")).toBe(true);
  expect(isShownName("ё".repeat(64))).toBe(true);
  expect(isShownName("🙂".repeat(64))).toBe(true);
  expect(isShownName("ё".repeat(65))).toBe(false);
});

test("nobody passes for the bot, a person or the whole team", () => {
  expect(isShownName(" Bot ")).toBe(false);
  expect(isShownName("person")).toBe(false);
  expect(isShownName("Team")).toBe(false);
  expect(isShownName("Botho")).toBe(true);
});
