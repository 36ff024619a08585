import type { Counts, Series } from "../api/types";
import type { Words } from "../i18n/en";
import type { ChartKind } from "./view";

/** What a chart draws: two series and, dashed, the first one of the period before. */
export interface Curves {
  bucket: Series["bucket"];
  /** Start of each bucket, seconds since 1970. */
  at: number[];
  first: Counts;
  second: Counts;
  previous: Counts | null;
  firstName: string;
  secondName: string;
  /** Messages flow and are lines; people are counted and are bars, one on the other. */
  shape: "lines" | "stack";
}

export function curvesOf(series: Series, kind: ChartKind, words: Words): Curves {
  const common = { bucket: series.bucket, at: series.at.map((time) => Date.parse(time) / 1000) };
  if (kind === "people") {
    return {
      ...common,
      first: series.peopleNew,
      second: series.peopleReturning,
      previous: null,
      firstName: words.overview.newPeople,
      secondName: words.overview.returning,
      shape: "stack",
    };
  }
  const previous = series.previousMessagesIn ?? [];
  return {
    ...common,
    first: series.messagesIn,
    second: series.messagesOut,
    // A period before the first message has nothing to compare: no line rather than a line at zero.
    previous: previous.some((value) => (value ?? 0) > 0) ? fitted(previous, series.at.length) : null,
    firstName: words.overview.in,
    secondName: words.overview.out,
    shape: "lines",
  };
}

/** Whether there is anything to draw. */
export function hasAny(curves: Curves): boolean {
  return [curves.first, curves.second, curves.previous ?? []].some((values) =>
    values.some((value) => (value ?? 0) > 0),
  );
}

export function total(values: Counts): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Months differ in length: the period before may have a bucket more or less. */
function fitted(values: Counts, length: number): Counts {
  return Array.from({ length }, (_, index) => values[index] ?? null);
}
