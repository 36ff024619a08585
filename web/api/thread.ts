import type { InfiniteData } from "@tanstack/react-query";
import type { ConversationMessage, ThreadPage } from "./types";

/** Where to read on: at most one of the three. */
export interface Cursor {
  before?: string;
  after?: string;
  around?: string;
}

export type Thread = InfiniteData<ThreadPage, Cursor>;

/**
 * What news of a conversation cost: the newest page, and the surroundings of what the reader looks at, whose states
 * and texts may have changed too. The answer is put into what is known by then, not into what was known before.
 */
export async function renewal(
  read: (cursor: Cursor) => Promise<ThreadPage>,
  seen: () => string | undefined,
): Promise<(known: unknown) => Thread | null> {
  const place = seen();
  const [fresh, near] = await Promise.all([read({}), place ? read({ around: place }) : null]);
  return (known) => withNewest(withRefreshed(known as Thread, near?.items ?? []), fresh);
}

/**
 * Puts the newest page on top. Null when so much has come that it does not reach the known messages; a reader who
 * looks at an old place keeps it, the way to the newest is open from there.
 */
export function withNewest(known: Thread, fresh: ThreadPage): Thread | null {
  const top = known.pages[0];
  if (!top) return null;
  const refreshed = withRefreshed(known, fresh.items);
  // Another place of the conversation is shown, whose newer messages are not loaded.
  if (top.previous !== undefined) return refreshed;

  const knownIds = new Set(known.pages.flatMap((page) => page.items.map(({ id }) => id)));
  const added = fresh.items.filter(({ id }) => !knownIds.has(id));
  if (added.length === fresh.items.length && knownIds.size > 0 && fresh.items.length > 0) return null;
  const [first, ...rest] = refreshed.pages;
  if (!first) return null;
  return { ...refreshed, pages: [{ ...first, items: ordered([...added, ...first.items]) }, ...rest] };
}

/** The same pages with newer knowledge of some of their messages. */
export function withRefreshed(known: Thread, newer: ConversationMessage[]): Thread {
  if (newer.length === 0) return known;
  const byId = new Map(newer.map((item) => [item.id, item]));
  return {
    ...known,
    pages: known.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => byId.get(item.id) ?? item),
    })),
  };
}

/** All messages, oldest first, each once. */
export function chronological(known: { pages: ThreadPage[] } | undefined): ConversationMessage[] {
  const unique = new Map<string, ConversationMessage>();
  for (const page of known?.pages ?? []) {
    for (const item of page.items) if (!unique.has(item.id)) unique.set(item.id, item);
  }
  return [...unique.values()].reverse();
}

/** Newest first. A sort keeps the server's order among messages of one moment. */
function ordered(items: ConversationMessage[]): ConversationMessage[] {
  return items.sort((one, other) => Date.parse(other.sentAt) - Date.parse(one.sentAt));
}
