import type { Mark, MarkKind } from "../api/types";

/** What stands at one place of the time axis. */
export interface MarkPlace {
  /** Seconds since 1970, of the first of them. */
  at: number;
  kinds: MarkKind[];
  marks: Mark[];
}

/**
 * Marks that would lie over each other become one place.
 *
 * @param least seconds between two places that can still be told apart
 */
export function placesOf(marks: readonly Mark[], least: number): MarkPlace[] {
  const places: MarkPlace[] = [];
  for (const mark of [...marks].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const at = Date.parse(mark.at) / 1000;
    const last = places.at(-1);
    if (last && at - last.at < least) {
      last.marks.push(mark);
      if (!last.kinds.includes(mark.kind)) last.kinds.push(mark.kind);
    } else places.push({ at, kinds: [mark.kind], marks: [mark] });
  }
  return places;
}

/** The place that is meant by pointing at a time. */
export function placeAt(places: readonly MarkPlace[], at: number, reach: number): MarkPlace | null {
  const near = places.filter((place) => Math.abs(place.at - at) <= reach);
  return near.sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0] ?? null;
}
