import { expect, test } from "vitest";
import type { AlertItem, Health } from "../api/types";
import { needsOf } from "./needs";

const now = Date.parse("2026-11-30T12:00:00Z");
const proved = { at: "2026-11-30T09:00:00Z" };
const rule = (key: string, changes: Partial<AlertItem> = {}) =>
  ({ key, state: "firing", ...changes }) as AlertItem;
const alerts = (...items: AlertItem[]) => ({ items, windows: [] });
const health = (state: Health["state"]) => ({ state }) as Health;

test("an alert that explains another is counted, the explained one is not", () => {
  const known = alerts(rule("database-down"), rule("intake-stalled", { inhibitedBy: "database-down" }));

  expect(needsOf(health("down"), known, proved, now)).toEqual([{ page: "alerts", rule: "database-down" }]);
});

test("backups that an alert tells of are one thing, not two", () => {
  expect(needsOf(health("working"), alerts(rule("backup-unproved")), {}, now)).toHaveLength(1);
  expect(needsOf(health("working"), alerts(), {}, now)).toEqual([{ page: "backups" }]);
});

test("a state without an alert needs somebody, too", () => {
  expect(needsOf(health("degraded"), alerts(), proved, now)).toEqual([{ page: "health", state: "degraded" }]);
});

test("a silenced rule needs nobody", () => {
  expect(needsOf(health("working"), alerts(rule("cpu", { state: "silenced" })), proved, now)).toEqual([]);
});

test("what could not be asked is no need of its own", () => {
  expect(needsOf(undefined, undefined, undefined, now)).toEqual([]);
});
