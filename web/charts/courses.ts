/** One line of a chart over time. */
export interface Course {
  name: string;
  values: Array<number | null>;
}

/** Lines over the same times. */
export interface Courses {
  /** Seconds since 1970, oldest first. */
  at: number[];
  lines: Course[];
}

interface Points {
  name: string;
  points: ReadonlyArray<readonly [string, number | null]>;
}

/**
 * Puts several series over one row of times. A time that one of them lacks is a gap in it, and so is a longer pause than
 * two steps between its points: a line across it would invent values.
 */
export function coursesOf(series: readonly Points[], stepSeconds: number): Courses {
  const known = series.map(
    ({ points }) => new Map(points.map(([at, value]) => [Date.parse(at) / 1000, value])),
  );
  const times = [...new Set(known.flatMap((points) => [...points.keys()]))].sort((a, b) => a - b);
  const at = times.flatMap((time, index) => {
    const next = times[index + 1];
    return next !== undefined && next - time > 2 * stepSeconds ? [time, time + stepSeconds] : [time];
  });
  return {
    at,
    lines: series.map(({ name }, index) => ({
      name,
      values: at.map((time) => known[index]?.get(time) ?? null),
    })),
  };
}

export function hasValues({ lines }: Courses): boolean {
  return lines.some(({ values }) => values.some((value) => value !== null));
}

export function mostOf({ lines }: Courses): number | null {
  const known = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  // Not spread into Math.max: a day has more points than a call may have arguments.
  return known.length === 0 ? null : known.reduce((most, value) => Math.max(most, value));
}

/** The newest value of a line; null when its newest points are gaps, because it is not known now. */
export function lastOf({ values }: Course): number | null {
  return values.at(-1) ?? values.at(-2) ?? null;
}

/** The newest known value and when it was. */
export function lastKnown({ at, lines }: Courses): { at: number; value: number } | null {
  const values = lines[0]?.values ?? [];
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const value = values[index];
    const time = at[index];
    if (value !== null && value !== undefined && time !== undefined) return { at: time, value };
  }
  return null;
}

/** Fewer rows, each with the highest of its values: what a table can hold. A gap stays one only when all of it is. */
export function coarser(courses: Courses, rows: number): Courses & { size: number } {
  const size = Math.max(1, Math.ceil(courses.at.length / rows));
  const chunks = <Value>(values: readonly Value[]) =>
    Array.from({ length: Math.ceil(values.length / size) }, (_, n) => values.slice(n * size, (n + 1) * size));
  const highest = (values: ReadonlyArray<number | null>) =>
    values.reduce((most, value) => (value === null ? most : Math.max(most ?? value, value)), null);
  return {
    size,
    at: chunks(courses.at).map(([first]) => first ?? 0),
    lines: courses.lines.map(({ name, values }) => ({ name, values: chunks(values).map(highest) })),
  };
}
