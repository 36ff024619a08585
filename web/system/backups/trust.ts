import type { Trust } from "../../api/types";

/** A day and two hours: the daily backup may come late without waking anybody. The alert has the same limit. */
export const STALE = 26 * 3_600_000;

export type TrustMood = "good" | "old" | "failed" | "none";

/** Whether one may count on the backups. The age is that of what is in it, not of its last proof. */
export function moodOfTrust({ at, failedAt }: Trust, now: number): TrustMood {
  if (failedAt) return "failed";
  if (!at) return "none";
  return now - Date.parse(at) > STALE ? "old" : "good";
}
