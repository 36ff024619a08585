import { expect, test } from "vitest";
import { laters } from "./later";

const names = (now: Date) => laters(now).map(({ name }) => name);

test("the evening is offered while it is far, and Monday only when it is not tomorrow", () => {
  expect(names(new Date(2026, 10, 25, 10))).toEqual(["hour", "evening", "tomorrow", "monday"]);
  expect(names(new Date(2026, 10, 25, 17, 30))).toEqual(["hour", "tomorrow", "monday"]);
  expect(names(new Date(2026, 10, 29, 10))).toEqual(["hour", "evening", "tomorrow"]);
});

test("every moment lies ahead, Monday on a Monday", () => {
  const now = new Date(2026, 10, 23, 8);

  expect(laters(now).every(({ at }) => at > now)).toBe(true);
  expect(laters(now).find(({ name }) => name === "monday")?.at).toEqual(new Date(2026, 10, 30, 9));
});
