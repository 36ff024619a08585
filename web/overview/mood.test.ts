import { expect, test } from "vitest";
import { moodOf, moodOfWait } from "./mood";

const now = Date.parse("2026-11-23T12:00:00Z");
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

test.each([
  [0, "calm"],
  [7, "calm"],
  [7.5, "warn"],
  [14.9, "warn"],
  [15, "bad"],
  [600, "bad"],
] as const)("a wait of %d of 15 minutes is %s", (minutes, mood) => {
  expect(moodOfWait(ago(minutes), 15, now)).toBe(mood);
});

test("whatever needs somebody is never calm", () => {
  expect(moodOf({ kind: "unanswered", count: 1, since: ago(1) }, 15, now)).toBe("warn");
  expect(moodOf({ kind: "unanswered", count: 1, since: ago(16) }, 15, now)).toBe("bad");
  expect(moodOf({ kind: "quarantined", count: 1 }, 15, now)).toBe("warn");
  expect(moodOf({ kind: "stalled", count: 1 }, 15, now)).toBe("bad");
  expect(moodOf({ kind: "of a later version", count: 1 }, 15, now)).toBe("warn");
});
