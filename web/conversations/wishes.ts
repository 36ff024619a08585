import type { Colleague, Conversation, InboxCounts, InboxTab } from "../api/types";

/** Something to be done to conversations: what the server is asked, and how it will look. */
export interface Wish {
  name: "done" | "reopen" | "snooze" | "wake" | "assign" | "tags";
  chats: Conversation[];
  /** The last part of the address. */
  path: "done" | "snooze" | "assign" | "tags";
  body(chat: Conversation): unknown;
  change(chat: Conversation): Conversation;
}

type Optional = "waitingSince" | "doneAt" | "snoozedUntil" | "assignee";

function without(chat: Conversation, ...names: Optional[]): Conversation {
  const copy = { ...chat };
  for (const name of names) delete copy[name];
  return copy;
}

/** Up to where whoever wishes has read: what crosses the wish must be neither closed nor put off unread. */
function seenIn({ lastMessage }: Conversation): { lastSeen?: string } {
  return lastMessage ? { lastSeen: lastMessage.id } : {};
}

export function finish(chats: Conversation[], now: number): Wish {
  const doneAt = new Date(now).toISOString();
  return {
    name: "done",
    chats,
    path: "done",
    body: (chat) => ({ done: true, ...seenIn(chat) }),
    change: (chat) => ({ ...without(chat, "snoozedUntil"), doneAt }),
  };
}

export function reopen(chats: Conversation[]): Wish {
  return {
    name: "reopen",
    chats,
    path: "done",
    body: () => ({ done: false }),
    change: (chat) => without(chat, "doneAt"),
  };
}

/** @param until null ends the snooze */
export function snooze(chats: Conversation[], until: Date | null): Wish {
  const snoozedUntil = until?.toISOString();
  return {
    name: until ? "snooze" : "wake",
    chats,
    path: "snooze",
    body: (chat) => ({ until: snoozedUntil ?? null, ...seenIn(chat) }),
    change: (chat) => (snoozedUntil ? { ...chat, snoozedUntil } : without(chat, "snoozedUntil")),
  };
}

export function assign(chats: Conversation[], assignee: Colleague | null): Wish {
  return {
    name: "assign",
    chats,
    path: "assign",
    body: () => ({ staffId: assignee?.id ?? null }),
    change: (chat) => (assignee ? { ...chat, assignee } : without(chat, "assignee")),
  };
}

export function label(chat: Conversation, tags: string[]): Wish {
  return {
    name: "tags",
    chats: [chat],
    path: "tags",
    body: () => ({ tags }),
    change: (one) => ({ ...one, tags }),
  };
}

/** What takes a wish back: each conversation gets what it had. */
export function reverse(wish: Wish): Wish {
  const had = new Map(wish.chats.map((chat) => [chat.chatId, chat]));
  const old = (chat: Conversation) => had.get(chat.chatId) ?? chat;
  const back = { ...wish, change: old };
  switch (wish.path) {
    case "done":
      return { ...back, body: (chat) => ({ done: old(chat).doneAt !== undefined }) };
    case "snooze":
      return { ...back, body: (chat) => ({ until: old(chat).snoozedUntil ?? null }) };
    case "assign":
      return { ...back, body: (chat) => ({ staffId: old(chat).assignee?.id ?? null }) };
    case "tags":
      return { ...back, body: (chat) => ({ tags: old(chat).tags }) };
  }
}

/** The conversation as it will be once all wishes have come true. */
export function wished(chat: Conversation, wishes: readonly Wish[]): Conversation {
  return wishes.reduce((known, wish) => {
    const had = wish.chats.find(({ chatId }) => chatId === chat.chatId);
    return !had || endedBy(chat, had, wish) ? known : wish.change(known);
  }, chat);
}

/** Who writes opens a conversation that was done or put off, even before the server has confirmed the wish. */
function endedBy({ lastMessage: now }: Conversation, { lastMessage: then }: Conversation, { path }: Wish) {
  if ((path !== "done" && path !== "snooze") || now?.direction !== "in") return false;
  // Telegram counts in seconds: two messages of one second differ by their ids only.
  return then === undefined || (now.id !== then.id && Date.parse(now.sentAt) >= Date.parse(then.sentAt));
}

/** Whether a tab lists a conversation, by the rules of the server. */
export function belongs(chat: Conversation, tab: InboxTab, self: number, now: number): boolean {
  switch (tab) {
    case "unanswered":
      return (
        chat.waitingSince !== undefined &&
        chat.doneAt === undefined &&
        !(chat.snoozedUntil && Date.parse(chat.snoozedUntil) > now)
      );
    case "mine":
      return chat.assignee?.id === self && chat.doneAt === undefined;
    case "all":
      return true;
    case "done":
      return chat.doneAt !== undefined;
  }
}

/** The rows of a tab with the wishes in them; only what was wished for may make a row leave. */
export function withWishes(
  rows: Conversation[],
  wishes: readonly Wish[],
  tab: InboxTab,
  self: number,
  now: number,
): Conversation[] {
  if (wishes.length === 0) return rows;
  return rows.flatMap((row) => {
    const after = wished(row, wishes);
    return after === row || belongs(after, tab, self, now) ? [after] : [];
  });
}

/** The numbers of the tabs with the wishes in them. `known`: each conversation loaded, as the server last told it. */
export function countsWith(
  counts: InboxCounts,
  known: Conversation[],
  wishes: readonly Wish[],
  self: number,
  now: number,
): InboxCounts {
  const result = { ...counts };
  const seen = new Set<number>();
  for (const before of wishes.length === 0 ? [] : known) {
    if (seen.has(before.chatId)) continue;
    seen.add(before.chatId);
    const after = wished(before, wishes);
    if (after === before) continue;
    for (const tab of ["unanswered", "mine", "done"] as const)
      result[tab] = Math.max(
        0,
        result[tab] + Number(belongs(after, tab, self, now)) - Number(belongs(before, tab, self, now)),
      );
  }
  return result;
}
