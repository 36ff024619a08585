import type { Alerts, Health, Incident, Trust } from "../api/types";
import { moodOfTrust } from "./backups/trust";
import { isUnended } from "./incidents/filters";

/** Something that somebody should look at, and the page that says more. */
export type Need =
  | { page: "incidents"; incident: number; rule: string; unwritten: boolean }
  | { page: "alerts"; rule: string }
  | { page: "backups" }
  | { page: "health"; state: "degraded" | "down" };

/**
 * What needs somebody now. A cause is told once: an alert that belongs to an incident is not counted again, nor are
 * backups that an alert tells of, nor the state of the whole while an alert explains it.
 *
 * @param trust absent: nobody could tell about the backups
 */
export function needsOf(
  health: Health | undefined,
  alerts: Alerts | undefined,
  trust: Trust | undefined,
  now: number,
  incidents: readonly Incident[] = [],
): Need[] {
  const unended = incidents.filter(isUnended);
  const told = new Set(unended.flatMap(({ keys }) => keys));
  const firing = (alerts?.items ?? []).filter(({ state, inhibitedBy }) => state === "firing" && !inhibitedBy);
  const needs: Need[] = [
    ...[...unended, ...incidents.filter((one) => one.needsResolution && !isUnended(one))].map(
      (one): Need => ({
        page: "incidents",
        incident: one.id,
        rule: one.cause,
        unwritten: !isUnended(one),
      }),
    ),
    ...firing.filter(({ key }) => !told.has(key)).map(({ key }): Need => ({ page: "alerts", rule: key })),
  ];
  const unproved = told.has("backup-unproved") || firing.some(({ key }) => key === "backup-unproved");
  if (trust && !unproved && moodOfTrust(trust, now) !== "good") needs.push({ page: "backups" });
  if (health && health.state !== "working" && firing.length === 0 && unended.length === 0)
    needs.push({ page: "health", state: health.state });
  return needs;
}
