import type { Alerts, Health, Trust } from "../api/types";
import { moodOfTrust } from "./backups/trust";

/** Something that somebody should look at, and the page that says more. */
export type Need =
  | { page: "alerts"; rule: string }
  | { page: "backups" }
  | { page: "health"; state: "degraded" | "down" };

/**
 * What needs somebody now. A cause is told once: backups that an alert tells of are not counted again, and neither is
 * the state of the whole while an alert explains it.
 *
 * @param trust absent: nobody could tell about the backups
 */
export function needsOf(
  health: Health | undefined,
  alerts: Alerts | undefined,
  trust: Trust | undefined,
  now: number,
): Need[] {
  const firing = (alerts?.items ?? []).filter(({ state, inhibitedBy }) => state === "firing" && !inhibitedBy);
  const needs: Need[] = firing.map(({ key }) => ({ page: "alerts", rule: key }));
  const told = firing.some(({ key }) => key === "backup-unproved");
  if (trust && !told && moodOfTrust(trust, now) !== "good") needs.push({ page: "backups" });
  if (health && health.state !== "working" && firing.length === 0)
    needs.push({ page: "health", state: health.state });
  return needs;
}
