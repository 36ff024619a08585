import type { Conversation } from "../api/types";

/** A conversation in the list. */
export type Listing = Conversation & {
  /** The server no longer lists it, but it has not been taken away under the reader's finger. */
  gone?: boolean;
  /** When its last message was sent as the order was first held. */
  was?: string;
};

export interface Held {
  shown: Listing[];
  /** How many came, or were written in and would have moved up. */
  waiting: number;
}

/**
 * Keeps the order on the screen while somebody points at it or has scrolled, and takes what is new about each row. Rows
 * that left stay where they are, marked; rows below the last known one are the next page and follow. What the reader
 * did acts at once: such rows leave and come back as the fresh list says.
 *
 * @param shown what is on the screen
 * @param own chats the reader acted on meanwhile
 */
export function hold(shown: Listing[], fresh: Conversation[], own: ReadonlySet<number>): Held {
  const now = new Map(fresh.map((row) => [row.chatId, row]));
  const place = new Map(fresh.map((row, index) => [row.chatId, index]));
  const known = new Set(shown.map((row) => row.chatId));
  const end = fresh.findLastIndex((row) => known.has(row.chatId));

  const rows: Listing[] = shown
    .filter((row) => now.has(row.chatId) || !own.has(row.chatId))
    .map((row) => {
      const known = now.get(row.chatId);
      const was = wasOf(row);
      return known ? { ...known, ...(was !== undefined && { was }) } : { ...row, gone: true };
    });
  let newcomers = 0;
  for (const [index, row] of fresh.entries()) {
    if (known.has(row.chatId)) continue;
    if (index > end) rows.push(row);
    else if (own.has(row.chatId)) rows.splice(after(rows, fresh[index - 1]), 0, row);
    else newcomers += 1;
  }

  // Written in anew, and so before a row which stands above it here.
  let lowest = -1;
  const risen = shown.filter((row) => {
    const at = place.get(row.chatId);
    if (at === undefined) return false;
    const rises = at < lowest && now.get(row.chatId)?.lastMessage?.sentAt !== wasOf(row);
    lowest = Math.max(lowest, at);
    return rises;
  });
  return { shown: rows, waiting: newcomers + risen.length };
}

function wasOf(row: Listing): string | undefined {
  return row.was ?? row.lastMessage?.sentAt;
}

function after(rows: Listing[], neighbour: Conversation | undefined): number {
  return neighbour ? rows.findIndex((row) => row.chatId === neighbour.chatId) + 1 : 0;
}

/** The conversation as the server told it. */
export function plain({ gone: _gone, was: _was, ...chat }: Listing): Conversation {
  return chat;
}
