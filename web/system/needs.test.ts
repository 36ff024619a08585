import { expect, test } from "vitest";
import type { AlertItem, Health, Incident } from "../api/types";
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

const incident = (id: number, changes: Partial<Incident>) =>
  ({ id, state: "open", cause: "cpu", keys: ["cpu"], needsResolution: true, ...changes }) as Incident;

test("an incident is one thing with all its alerts, and what is wrong beside it another", () => {
  const known = alerts(rule("cpu"), rule("response-time-api"), rule("disk"));
  const open = [incident(4, { keys: ["cpu", "response-time-api"] })];

  expect(needsOf(health("degraded"), known, proved, now, open)).toEqual([
    { page: "incidents", incident: 4, rule: "cpu", unwritten: false },
    { page: "alerts", rule: "disk" },
  ]);
});

test("an incident that somebody has taken on still explains what is wrong", () => {
  const known = [incident(4, { state: "acknowledged" })];

  expect(needsOf(health("down"), alerts(rule("cpu")), proved, now, known)).toHaveLength(1);
});

test("an incident without its resolution needs somebody after those that go on, and a closed one nobody", () => {
  const known = [
    incident(5, { state: "resolved", needsResolution: true }),
    incident(6, { state: "resolved", needsResolution: false }),
    incident(7, { state: "closed", needsResolution: false }),
    incident(8, { state: "mitigated", needsResolution: true }),
  ];

  expect(needsOf(health("working"), alerts(), proved, now, known)).toEqual([
    { page: "incidents", incident: 8, rule: "cpu", unwritten: false },
    { page: "incidents", incident: 5, rule: "cpu", unwritten: true },
  ]);
});

test("backups that an incident tells of are not counted beside it", () => {
  const known = [incident(4, { cause: "backup-unproved", keys: ["backup-unproved"] })];

  expect(needsOf(health("working"), alerts(), {}, now, known)).toHaveLength(1);
});

test("what could not be asked is no need of its own", () => {
  expect(needsOf(undefined, undefined, undefined, now)).toEqual([]);
});
