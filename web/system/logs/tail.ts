import type { InfiniteData } from "@tanstack/react-query";
import type { LogLine, LogPage } from "../../api/types";

export type LogPages = InfiniteData<LogPage, string | undefined>;

/** So many lines are kept while the reader stays at the top; then what is old is let go. */
export const KEPT = 2_000;

/** Puts what was written since on top of what is known. */
export function withNewer(known: LogPages, lines: LogLine[], newest: string | undefined): LogPages {
  const [first, ...older] = known.pages;
  if (!first) return known;
  const top: LogPage = { ...first, items: [...lines, ...first.items] };
  if (newest !== undefined) top.newest = newest;
  return { ...known, pages: [top, ...older] };
}

export function countOf(known: LogPages): number {
  return known.pages.reduce((sum, { items }) => sum + items.length, 0);
}

/** Neighbours of one local day, in the order given. A line without a time belongs to the one above it. */
export function byDay(lines: LogLine[], dayOf: (time: string) => string): Array<[string, LogLine[]]> {
  const groups: Array<[string, LogLine[]]> = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const day = line.at ? dayOf(line.at) : (last?.[0] ?? "");
    if (last?.[0] === day) last[1].push(line);
    else groups.push([day, [line]]);
  }
  return groups;
}
