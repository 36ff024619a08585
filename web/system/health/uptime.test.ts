import { expect, test } from "vitest";
import { formatOf } from "../../i18n/format";
import { systemSpeechOf } from "../useSystemWords";
import { barAt, barText, downPart } from "./uptime";

const en = systemSpeechOf("en", formatOf("en"));
const from = "2026-11-30T12:00:00Z";

test("99.999 % is not all the time", () => {
  expect(barText("24h", { from, share: 0.99999 }, en)).toContain("99.99%");
  expect(barText("24h", { from, share: 1 }, en)).toContain("all the time");
});

test("a time nobody knows of is neither up nor down", () => {
  expect(barText("7d", { from, share: null }, en)).toContain("no one was there to know");
  expect(barText("7d", { from, share: 0 }, en)).toContain("worked 0%");
});

test("the shortest outage can be seen", () => {
  expect(downPart(0.9999)).toBeGreaterThan(0.1);
  expect(downPart(1)).toBe(0);
});

test("the edges of the row belong to its outer bars", () => {
  expect([barAt(-0.1, 48), barAt(0, 48), barAt(1, 48)]).toEqual([0, 0, 47]);
});
