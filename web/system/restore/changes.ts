import type { Differences } from "../../api/types";

type Row = Differences["tables"][number];

/** The tables that would not have as many rows as now: first those that lose most. And how many stay as they are. */
export function changes(tables: Row[]): { changed: Row[]; same: number } {
  const changed = tables
    .filter(({ now, backup }) => now !== backup)
    .sort((one, other) => other.lost - one.lost || one.name.localeCompare(other.name));
  return { changed, same: tables.length - changed.length };
}
