const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Waiting {
  /** `soon` from half of the limit, `over` from the limit on. */
  level: "fine" | "soon" | "over";
  /** Whole minutes, hours or days, in seconds: somebody who waits 1 h 50 min waits "1 h", never "2 h". */
  seconds: number;
}

/** How long somebody waits, and how that compares with the owner's limit. */
export function waitingOf(since: string, now: number, limitMinutes: number): Waiting {
  const seconds = Math.max(0, (now - Date.parse(since)) / 1000);
  const share = seconds / (limitMinutes * MINUTE);
  const unit = seconds >= DAY ? DAY : seconds >= HOUR ? HOUR : MINUTE;
  return {
    level: share >= 1 ? "over" : share >= 0.5 ? "soon" : "fine",
    // Under a minute is told as a minute: seconds would ask for attention each time they change.
    seconds: Math.max(MINUTE, Math.floor(seconds / unit) * unit),
  };
}
