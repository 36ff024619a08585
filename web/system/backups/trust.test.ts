import { expect, test } from "vitest";
import { moodOfTrust, STALE } from "./trust";

const now = Date.parse("2026-11-30T12:00:00Z");
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();

test("a failed proof outweighs an older one that was good", () => {
  expect(moodOfTrust({ at: ago(3_600_000), failedAt: ago(60_000) }, now)).toBe("failed");
});

test("what was made more than 26 hours ago is old, however lately it was proved", () => {
  expect(moodOfTrust({ at: ago(STALE + 1), provedAt: ago(60_000) }, now)).toBe("old");
  expect(moodOfTrust({ at: ago(STALE), provedAt: ago(STALE) }, now)).toBe("good");
});

test("none is not the same as an old one", () => {
  expect(moodOfTrust({}, now)).toBe("none");
});
