/** For how long somebody may take a role over by one tap. */
export type TurnSpan = "8h" | "morning" | "week" | "own";

export const turnSpans: readonly TurnSpan[] = ["8h", "morning", "week", "own"];

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
/** When a morning begins, on the clock of who asks. */
const MORNING = 9;

/** When a turn of that span ends; null while a time of one's own has not been chosen. */
export function endOf(span: TurnSpan, own: string, now: number): Date | null {
  if (span === "8h") return new Date(now + 8 * HOUR);
  // A minute less: on its way to the server it must not become more than a week.
  if (span === "week") return new Date(now + WEEK - 60_000);
  if (span === "morning") {
    const morning = new Date(now);
    if (morning.getHours() >= MORNING) morning.setDate(morning.getDate() + 1);
    morning.setHours(MORNING, 0, 0, 0);
    return morning;
  }
  const time = Date.parse(own);
  return Number.isNaN(time) ? null : new Date(time);
}
