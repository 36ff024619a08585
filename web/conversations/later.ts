/** A moment a conversation may come back at. */
export interface Later {
  name: "hour" | "evening" | "tomorrow" | "monday";
  at: Date;
}

/** The moments offered, by the reader's own clock; those already gone or close by are left out. */
export function laters(now: Date): Later[] {
  const day = (days: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const evening = day(0, 18);
  return [
    { name: "hour", at: new Date(now.getTime() + 3_600_000) },
    ...(evening.getTime() - now.getTime() > 3_600_000 ? [{ name: "evening" as const, at: evening }] : []),
    { name: "tomorrow", at: day(1, 9) },
    ...(toMonday > 1 ? [{ name: "monday" as const, at: day(toMonday, 9) }] : []),
  ];
}
