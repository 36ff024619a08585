import { expect, test } from "vitest";
import { en } from "../i18n/en";
import { ru } from "../i18n/ru";
import { reasonOf } from "./reasonOf";

test("says nothing but the state to a code it does not know", () => {
  expect(reasonOf({ state: "failed", reason: "eclipse" }, en)).toBe(en.stateHint.failed);
  expect(reasonOf({ state: "queued" }, en)).toBe(en.stateHint.queued);
});

test("says a code in the reader's language", () => {
  expect(reasonOf({ state: "failed", reason: "blocked" }, ru)).toBe(ru.reason.blocked);
});

test("keeps Telegram's own words where no code fits", () => {
  expect(reasonOf({ state: "failed", reason: "refused: text is empty: 0" }, en)).toBe(
    "Telegram refused it: text is empty: 0",
  );
});
