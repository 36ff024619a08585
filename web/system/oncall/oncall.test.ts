import { expect, test } from "vitest";
import { oncall } from "../../i18n/oncall.en";
import { earlier, moodOfChannel, reachOf } from "./duties";
import { endOf } from "./turns";

const evening = new Date(2026, 10, 30, 23, 30).getTime();

test("a turn until morning ends at the next nine o'clock, also after midnight", () => {
  expect(endOf("morning", "", evening)).toEqual(new Date(2026, 11, 1, 9));
  expect(endOf("morning", "", new Date(2026, 11, 1, 2).getTime())).toEqual(new Date(2026, 11, 1, 9));
});

test("a turn of seven days is still one when the server reads it", () => {
  const end = endOf("week", "", evening)?.getTime() ?? 0;

  expect(end).toBeLessThan(evening + 7 * 86_400_000);
  expect(end).toBeGreaterThan(evening + 7 * 86_400_000 - 120_000);
});

test("a time of one's own is none until it is chosen", () => {
  expect(endOf("own", "", evening)).toBeNull();
  expect(endOf("own", "2026-12-02T18:05", evening)).toEqual(new Date(2026, 11, 2, 18, 5));
});

test("why a contact cannot be reached is said in words, never by a code", () => {
  expect(reachOf({ reachable: false, why: "blocked" }, oncall)).toBe("not reachable: has blocked the bot");
  expect(reachOf({ reachable: false, why: "new_code" }, oncall)).toBe(
    "not reachable: for a reason unknown here",
  );
});

test("who can be called although nobody has tried yet is told from who was tested", () => {
  expect(reachOf({ reachable: true }, oncall)).toBe("reachable");
  expect(reachOf({ reachable: true, why: "never-tested" }, oncall)).toBe(
    "reachable, no test message has been sent yet",
  );
});

test("one contact is moved a place earlier, and the first stays", () => {
  expect(earlier([1, 2, 3], 3)).toEqual([1, 3, 2]);
  expect(earlier([1, 2, 3], 1)).toEqual([1, 2, 3]);
  expect(earlier([1, 2, 3], 9)).toEqual([1, 2, 3]);
});

test("a channel that was never used is neither good nor bad", () => {
  expect(moodOfChannel({ set: true, ok: null })).toBe("plain");
  expect(moodOfChannel({ set: true, ok: false })).toBe("bad");
  expect(moodOfChannel({ set: false, ok: true })).toBe("plain");
});
