export type SnoozeName = "hour" | "tonight" | "tomorrow" | "monday";

const YEAR = 365 * 86_400_000;

/**
 * When a conversation may come back, by the clock of the reader's zone. Hours are set on the calendar day, not added:
 * a day on which the clock changes has 23 or 25 of them. "Tonight" is gone once it is less than a quarter away, and
 * Monday is not told twice on a Sunday.
 */
export function snoozeTimes(now: Date): Array<[SnoozeName, Date]> {
  const at = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const tonight = at(0, 19);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    ["hour", new Date(now.getTime() + 3_600_000)],
    ...(tonight.getTime() - now.getTime() >= 15 * 60_000 ? [["tonight", tonight] as [SnoozeName, Date]] : []),
    ["tomorrow", at(1, 9)],
    ...(toMonday > 1 ? [["monday", at(toMonday, 9)] as [SnoozeName, Date]] : []),
  ];
}

/** A moment as `<input type="datetime-local">` writes it, in the reader's zone. */
export function fieldOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Reads such a field. Null for what the server would refuse: the past, more than a year ahead, no moment at all. */
export function ownTime(field: string, now: Date): Date | null {
  const moment = new Date(field);
  const ahead = moment.getTime() - now.getTime();
  return ahead > 0 && ahead <= YEAR ? moment : null;
}
