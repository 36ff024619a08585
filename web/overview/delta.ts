import type { Tile } from "../api/types";

export interface Change {
  direction: "up" | "down" | "same";
  /** Whether the change is welcome. */
  mood: "better" | "worse" | "same";
  /** Share of 1, for large numbers; otherwise null and `difference` is told. */
  share: number | null;
  difference: number;
}

/** Below this, "+50 %" would be said of one more person. */
const SMALL = 20;

/** How a number changed; null while either side is unknown. */
export function changeOf(tile: Tile, lowerIsBetter: boolean): Change | null {
  const { value, previous } = tile;
  if (value === null || value === undefined || previous === null || previous === undefined) return null;
  const difference = value - previous;
  const direction = difference > 0 ? "up" : difference < 0 ? "down" : "same";
  const welcome = lowerIsBetter ? "down" : "up";
  const mood = direction === "same" ? "same" : direction === welcome ? "better" : "worse";
  return { direction, mood, difference, share: previous >= SMALL ? difference / previous : null };
}
