/**
 * The top of a scale that begins at 0. A threshold stays in the picture while the values come anywhere near it;
 * otherwise it would press them flat, and is only pointed at.
 *
 * @param most the highest value there is
 * @param least the top is never lower, so that noise doesn't look like a storm
 * @param whole the value that is all there can be, such as 1 of a share
 */
export function topOf(most: number, threshold: number | null, least: number, whole: number | null): number {
  if (whole !== null) return Math.max(whole, most);
  const near = threshold !== null && most >= threshold * NEAR ? threshold * 1.18 : 0;
  return Math.max(least, most * 1.15, near);
}

/** From this part of its threshold on a value is near it. */
const NEAR = 0.15;

/** Evenly spaced times on round local hours or days, as many as fit. */
export function timeSplits(from: number, to: number, most: number): number[] {
  const step = steps.find((seconds) => (to - from) / seconds <= most) ?? 10 * DAY;
  // Local midnight, not that of UTC: 06:00 should be a place on the axis, 06:00 UTC is not.
  const offset = new Date(from * 1000).getTimezoneOffset() * 60;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const all: number[] = [];
  for (let at = first; at <= to; at += step) all.push(at);
  return all;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const steps = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  4 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  5 * DAY,
];

/** Values at which lines stand: 0 and up in steps of 1, 2 or 5 times a power of ten (of two for bytes of ten). */
export function valueSplits(top: number, most: number): number[] {
  const rough = top / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const all: number[] = [];
  for (let n = 0; n * step <= top * 1.0001; n += 1) all.push(Number((n * step).toPrecision(12)));
  return all;
}
