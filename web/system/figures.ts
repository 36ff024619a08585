import type { Language, Unit } from "../api/types";
import { formatOf } from "../i18n/format";

/** Figures as a reader of this language writes them, by their unit. */
export interface FigureFormat {
  /** With its unit: "42%", "182 ms", "3 days", "1.2 GB". */
  full(value: number, unit: Unit): string;
  /** A limit somebody has set, which is not rounded: 26 hours are not a day. */
  limit(value: number, unit: Unit): string;
  /** For an axis, where there is little room. */
  short(value: number, unit: Unit): string;
  /** A share that is never rounded up to a whole: 99.99 % is not all of it. */
  downwards(share: number): string;
}

const spans: ReadonlyArray<readonly [number, string]> = [
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
];
const memory = new Map<Language, FigureFormat>();

export function figuresOf(language: Language): FigureFormat {
  const known = memory.get(language);
  if (known) return known;
  const made = make(language);
  memory.set(language, made);
  return made;
}

function make(language: Language): FigureFormat {
  const locale = language === "ru" ? "ru-RU" : "en-GB";
  const format = formatOf(language);
  const numbers = (digits: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
  const [whole, tenths] = [numbers(0), numbers(1)];
  const shares = (digits: number) =>
    new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: digits });
  const [percent, finer] = [shares(1), shares(2)];
  // Britain's "hrs" and "mins" would tell hours from minutes by their plural only.
  const unitLocale = language === "ru" ? locale : "en-US";
  const of = (unit: string, digits: number) =>
    new Intl.NumberFormat(unitLocale, {
      style: "unit",
      unit,
      unitDisplay: "short",
      maximumFractionDigits: digits,
    });
  const milliseconds = of("millisecond", 0);
  const seconds = of("second", 1);

  const time = (value: number) => {
    if (value === 0) return seconds.format(0);
    if (value < 0.9995) return milliseconds.format(Math.max(1, Math.round(value * 1000)));
    if (value < 60) return seconds.format(value);
    return format.span(value);
  };
  const share = (value: number) => (value !== 0 && value < 0.01 ? finer : percent).format(value);

  const full = (value: number, unit: Unit): string => {
    if (unit === "share") return share(value);
    if (unit === "seconds") return time(value);
    if (unit === "bytes") return format.bytes(value);
    if (unit === "perMinute") return (value < 10 ? tenths : whole).format(value);
    return tenths.format(value);
  };
  const limit = (value: number, unit: Unit) => {
    if (unit !== "seconds" || value < 60) return full(value, unit);
    const [size, name] = spans.find(([whole]) => value % whole === 0) ?? [1, "second"];
    return of(name, 1).format(value / size);
  };
  return {
    full,
    limit,
    short: (value, unit) =>
      unit === "share" ? share(value) : value === 0 ? whole.format(0) : full(value, unit),
    downwards: (value) => finer.format(Math.floor(value * 10_000) / 10_000),
  };
}
