/** For how long somebody may silence a rule by one tap. */
export type SilenceSpan = "1h" | "4h" | "morning" | "own";

export const silenceSpans: SilenceSpan[] = ["1h", "4h", "morning", "own"];

const HOUR = 3_600_000;
const MOST = 7 * 24 * HOUR;
/** When a morning begins, on the clock of who asks. */
const MORNING = 9;
export const LONGEST_REASON = 200;

/** When a silence of that span ends; null while a time of one's own has not been chosen. */
export function untilOf(span: SilenceSpan, own: string, now: number): Date | null {
  if (span === "1h") return new Date(now + HOUR);
  if (span === "4h") return new Date(now + 4 * HOUR);
  if (span === "morning") {
    const morning = new Date(now);
    morning.setDate(morning.getDate() + 1);
    morning.setHours(MORNING, 0, 0, 0);
    return morning;
  }
  const time = Date.parse(own);
  return Number.isNaN(time) ? null : new Date(time);
}

export type TimeMistake = "untilEmpty" | "untilPast" | "untilFar";

export function mistakeIn(until: Date | null, now: number): TimeMistake | null {
  if (!until) return "untilEmpty";
  if (until.getTime() <= now) return "untilPast";
  return until.getTime() - now > MOST ? "untilFar" : null;
}

export type ReasonMistake = "reasonMissing" | "reasonLong";

export function mistakeInReason(reason: string): ReasonMistake | null {
  if (reason.trim() === "") return "reasonMissing";
  return reason.trim().length > LONGEST_REASON ? "reasonLong" : null;
}

/** As a field of the browser takes it: local, without a zone. */
export function localInput(time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
