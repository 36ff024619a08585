import type { Language } from "../api/types";

/** Numbers, dates and spans as a reader of this language writes them. */
export interface Format {
  number(value: number): string;
  /** A share of 1, such as 0.125 → "12.5%". */
  percent(share: number): string;
  /** Seconds with one decimal below ten: "< 0.1", "0.3", "12". */
  seconds(value: number): string;
  bytes(value: number): string;
  clock(time: string | number): string;
  /** "Today", "Yesterday", "10 November" or with the year when it is another one. */
  day(time: string | Date): string;
  /** "10 November", never "yesterday". */
  date(time: string | Date): string;
  weekday(time: string | Date): string;
  shortDate(time: string | Date): string;
  month(time: string | Date): string;
  /** Date and clock, in full. */
  moment(time: string): string;
  /** Below a day relative ("5 min ago"), otherwise the date. */
  ago(time: string, now: number): string;
  /** The same in few letters, for lists. */
  agoShort(time: string, now: number): string;
  /** A moment to come, in few letters: the clock, with the date unless it is today. */
  soon(time: string | Date): string;
  /** How long, in the largest fitting unit: "12 min". */
  span(seconds: number): string;
  /** How long somebody waits, by whole minutes gone: "12 min", "1 hr 20 min", "2 days"; null below a minute. */
  wait(seconds: number): string | null;
  /** A day in a sentence: "yesterday", "10 November". */
  dayInText(time: string, now: number): string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const memory = new Map<Language, Format>();

/** The local calendar day as `2026-11-10`. */
export function dayOf(time: string | Date): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Midday of a calendar day, so that no zone can move it to its neighbour. */
export function middayOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

export function formatOf(language: Language): Format {
  const known = memory.get(language);
  if (known) return known;
  const made = make(language);
  memory.set(language, made);
  return made;
}

function make(language: Language): Format {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const numbers = new Intl.NumberFormat(locale);
  const shares = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (time: string | number | Date) => format.format(new Date(time));
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const brief = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const clock = dates({ hour: "2-digit", minute: "2-digit" });
  const shortDate = dates({ day: "numeric", month: "short" });
  const dateClock = dates({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  const dayMonth = dates({ day: "numeric", month: "long" });
  const dayMonthYear = dates({ day: "numeric", month: "long", year: "numeric" });
  // Britain writes "12 mins"; the shorter form suits a small screen.
  const unitLocale = language === "ru" ? locale : "en-US";
  const units = (unit: string) =>
    new Intl.NumberFormat(unitLocale, { style: "unit", unit, unitDisplay: "short" });
  const [days, hours, minutes] = [units("day"), units("hour"), units("minute")];
  const spans: Array<[number, Intl.NumberFormat]> = [
    [DAY, days],
    [HOUR, hours],
    [MINUTE, minutes],
    [1, units("second")],
  ];
  const sizes: Array<[number, string]> = [
    [1_000_000_000, "gigabyte"],
    [1_000_000, "megabyte"],
    [1_000, "kilobyte"],
    [1, "byte"],
  ];

  const day = (time: string | Date) => {
    const now = new Date();
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
    if (dayOf(time) === dayOf(now)) return capital(relative.format(0, "day"));
    if (dayOf(time) === dayOf(yesterday)) return capital(relative.format(-1, "day"));
    return new Date(time).getFullYear() === now.getFullYear() ? dayMonth(time) : dayMonthYear(time);
  };

  const dayInText = (time: string, now: number) => {
    const date = new Date(now);
    const yesterday = new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1, 12);
    return dayOf(time) === dayOf(yesterday) ? relative.format(-1, "day") : dayMonth(time);
  };

  const wait = (seconds: number) => {
    if (seconds < MINUTE) return null;
    if (seconds < HOUR) return minutes.format(Math.floor(seconds / MINUTE));
    if (seconds >= DAY) return days.format(Math.floor(seconds / DAY));
    const rest = Math.floor((seconds % HOUR) / MINUTE);
    const whole = hours.format(Math.floor(seconds / HOUR));
    return rest === 0 ? whole : `${whole} ${minutes.format(rest)}`;
  };

  const span = (seconds: number) => {
    const [size, unit] = spans.find(([least]) => seconds >= least) ?? [1, units("second")];
    return unit.format(Math.round(seconds / size));
  };

  return {
    number: (value) => numbers.format(value),
    percent: (share) => shares.format(share),
    seconds: (value) =>
      value < 0.1
        ? `< ${tenths.format(0.1)}`
        : value < 9.95
          ? tenths.format(value)
          : numbers.format(Math.round(value)),
    bytes: (value) => {
      const [size, unit] = sizes.find(([least]) => value >= least) ?? [1, "byte"];
      return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(
        value / size,
      );
    },
    clock,
    day,
    date: dayMonth,
    weekday: dates({ weekday: "short" }),
    shortDate,
    month: dates({ month: "short", year: "2-digit" }),
    moment: dates({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    ago: (time, now) => ago(time, now, relative) ?? dayMonth(time),
    agoShort: (time, now) => ago(time, now, brief) ?? shortDate(time),
    soon: (time) => (dayOf(time) === dayOf(new Date()) ? clock(new Date(time)) : dateClock(time)),
    span,
    wait,
    dayInText,
  };
}

/** Null when it is a day or more. */
function ago(time: string, now: number, relative: Intl.RelativeTimeFormat): string | null {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  if (seconds < 45) return relative.format(0, "second");
  if (seconds < 45 * MINUTE) return relative.format(-Math.round(seconds / MINUTE), "minute");
  if (seconds < DAY) return relative.format(-Math.round(seconds / HOUR), "hour");
  return null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
