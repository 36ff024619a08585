import { expect, test } from "vitest";
import { verdictOf } from "./verdict";

const at = "2026-11-30T07:00:00Z";

test("a deploy is watched until it is judged, and not for ever", () => {
  expect(verdictOf({ at }, Date.parse("2026-11-30T07:09:00Z"))).toBe("watched");
  expect(verdictOf({ at }, Date.parse("2026-11-30T09:00:00Z"))).toBe("none");
  expect(verdictOf({ at, verdict: "bad" }, Date.parse("2026-11-30T07:11:00Z"))).toBe("bad");
});
