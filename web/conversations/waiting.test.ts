import { expect, test } from "vitest";
import { waitingOf } from "./waiting";

const noon = Date.parse("2026-11-23T12:00:00Z");
const ago = (minutes: number) => new Date(noon - minutes * 60_000).toISOString();
const after = (minutes: number, limit = 15) => waitingOf(ago(minutes), noon, limit);

test("somebody who waits turns amber at half of the limit and red at the limit, not before", () => {
  expect(after(7.4).level).toBe("fine");
  expect(after(7.5).level).toBe("soon");
  expect(after(14.99).level).toBe("soon");
  expect(after(15).level).toBe("over");
  expect(after(15, 60).level).toBe("fine");
});

test("a wait is told in whole units that have passed", () => {
  expect(after(14.9).seconds).toBe(14 * 60);
  expect(after(110).seconds).toBe(3600);
  expect(after(47 * 60).seconds).toBe(86_400);
});

test("a wait that has just begun, or begins by a clock ahead of ours, is a minute", () => {
  expect(after(0.2)).toEqual({ level: "fine", seconds: 60 });
  expect(after(-3)).toEqual({ level: "fine", seconds: 60 });
});
