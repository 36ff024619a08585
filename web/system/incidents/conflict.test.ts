import { expect, test } from "vitest";
import { incidents } from "../../i18n/incidents.en";
import { conflictOf } from "./conflict";

const words = { incidents };
const ann = { id: 7, name: "Ann" };

test("who was first is named, unless it was oneself", () => {
  expect(conflictOf({ state: "acknowledged", owner: ann }, 1, words)).toBe(
    "Ann was first and is at work on it.",
  );
  expect(conflictOf({ state: "acknowledged", owner: ann }, 7, words)).toBeNull();
});

test("what is over cannot be taken on, whoever had it", () => {
  expect(conflictOf({ state: "resolved", owner: ann }, 1, words)).toContain("resolved already");
  expect(conflictOf({ state: "closed", owner: null }, 1, words)).toContain("closed already");
});
