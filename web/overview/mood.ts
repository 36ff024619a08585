import type { Attention } from "../api/types";

/** How pressing something is: red is late or broken, amber is to be looked at. */
export type Mood = "calm" | "warn" | "bad";

/** A wait turns amber at half of the answer limit and red at the limit, here as in the inbox. */
export function moodOfWait(since: string, limitMinutes: number, now: number): Mood {
  const share = (now - Date.parse(since)) / 60_000 / limitMinutes;
  return share >= 1 ? "bad" : share >= 0.5 ? "warn" : "calm";
}

/** Who waits is judged by the wait; of the rest only what stops Berry is red. */
export function moodOf({ kind, since }: Attention, limitMinutes: number, now: number): Mood {
  if (kind === "unanswered") return since && moodOfWait(since, limitMinutes, now) !== "bad" ? "warn" : "bad";
  return kind === "stalled" || kind === "alerts" || kind === "incidents" ? "bad" : "warn";
}
