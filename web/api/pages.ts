import type { InfiniteData } from "@tanstack/react-query";
import { itemOf, type Listed } from "./itemOf";
import type { Page } from "./types";

export type Pages<Item> = InfiniteData<Page<Item>, unknown>;

/** A conversation goes by its chat; whatever has an id of its own by that. */
export type Identified = Listed<{ id: string | number } | { chatId: number }>;

export function idOf(row: Identified): string | number {
  const item = itemOf<{ id: string | number } | { chatId: number }>(row);
  return "id" in item ? item.id : item.chatId;
}

/**
 * Puts a fresh first page on top of pages already loaded, so that one new message costs one request however far the
 * reader has gone. Null when the fresh page does not reach the known rows: then all must be read anew.
 */
export function withFreshTop<Item extends Identified>(
  known: Pages<Item>,
  fresh: Page<Item>,
): Pages<Item> | null {
  const top = known.pages[0];
  if (!top) return null;
  if (known.pages.length === 1) return { pages: [fresh], pageParams: known.pageParams };

  const freshIds = new Set(fresh.items.map(idOf));
  const overlaps = top.items.some((item) => freshIds.has(idOf(item)));
  if (!overlaps) return null;
  const rest = top.items.filter((item) => !freshIds.has(idOf(item)));
  // What else the page says (counts) is the fresh one's; where the next begins is the known one's.
  const merged: Page<Item> = { ...fresh, items: [...fresh.items, ...rest] };
  if (top.next !== undefined) merged.next = top.next;
  return { pages: [merged, ...known.pages.slice(1)], pageParams: known.pageParams };
}

/** All rows, newest first, each once: a row may have slipped into the next page while new ones came. */
export function rows<Item extends Identified>(pages: Pages<Item> | undefined): Item[] {
  const seen = new Set<string | number>();
  return (pages?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => !seen.has(idOf(item)) && seen.add(idOf(item)));
}
