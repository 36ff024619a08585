import { describe, expect, test } from "vitest";
import type { Conversation, InboxCounts } from "../api/types";
import { assign, countsWith, finish, label, reopen, reverse, snooze, wished, withWishes } from "./wishes";

const now = Date.parse("2026-11-23T12:00:00Z");
const later = new Date("2026-11-23T19:00:00Z");
const anna = { id: 7, name: "Anna" };
const waiting = (chatId: number, more: Partial<Conversation> = {}): Conversation => ({
  chatId,
  type: "private",
  tags: [],
  unread: true,
  waitingSince: "2026-11-23T11:40:00Z",
  ...more,
});
const rows = [waiting(1), waiting(2), waiting(3)];
const ids = (list: Conversation[]) => list.map(({ chatId }) => chatId);
const counts: InboxCounts = { unanswered: 3, overLimit: 3, mine: 1, all: 40, done: 5 };

describe("a wish acts before the server has answered", () => {
  test("done and snoozed conversations leave those that wait, and stay in All", () => {
    const wishes = [finish([waiting(1)], now), snooze([waiting(2)], later)];

    expect(ids(withWishes(rows, wishes, "unanswered", 7, now))).toEqual([3]);
    expect(ids(withWishes(rows, wishes, "all", 7, now))).toEqual([1, 2, 3]);
  });

  test("a message that crosses a wish brings the conversation back at once", () => {
    const said = (id: string, direction: "in" | "out", sentAt = "2026-11-23T11:59:00Z") => ({
      lastMessage: { id, direction, sentAt, kind: "text", author: "person", state: "received" as const },
    });
    const seen = waiting(1, said("1.5.0", "in"));
    const wishes = [[snooze([seen], later)], [finish([seen], now)]];

    for (const wish of wishes) {
      const tab = (row: Conversation) => ids(withWishes([row], wish, "unanswered", 7, now));
      expect(tab(seen)).toEqual([]);
      expect(tab(waiting(1, said("1.6.0", "in")))).toEqual([1]);
      expect(tab(waiting(1, said("1.6.0", "out")))).toEqual([]);
      // The newest was deleted, and an older one stands in its place.
      expect(tab(waiting(1, said("1.4.0", "in", "2026-11-23T11:58:00Z")))).toEqual([]);
    }
  });

  test("what is closed or put off is named by what was seen of it", () => {
    const lastMessage = { id: "1.5.0", direction: "in", sentAt: "", kind: "text", author: "person" } as const;
    const seen = waiting(1, { lastMessage: { ...lastMessage, state: "received" } });

    expect(finish([seen], now).body(seen)).toEqual({ done: true, lastSeen: "1.5.0" });
    expect(snooze([seen], later).body(seen)).toEqual({ until: later.toISOString(), lastSeen: "1.5.0" });
    expect(finish([waiting(2)], now).body(waiting(2))).toEqual({ done: true });
  });

  test("a conversation given to another leaves Mine", () => {
    const mine = [waiting(1, { assignee: anna })];

    expect(withWishes(mine, [assign(mine, { id: 8, name: "Boris" })], "mine", 7, now)).toEqual([]);
  });

  test("what was not wished for is left to the server to judge", () => {
    const odd = { ...waiting(4), doneAt: "2026-11-23T11:00:00Z" };

    expect(ids(withWishes([odd, waiting(1)], [finish([waiting(1)], now)], "unanswered", 7, now))).toEqual([
      4,
    ]);
  });

  test("the numbers follow, once for each conversation, and only while the server still counts it", () => {
    const wishes = [finish([waiting(1), waiting(9)], now)];

    expect(countsWith(counts, [...rows, ...rows], wishes, 7, now)).toMatchObject({ unanswered: 2, done: 6 });
    expect(countsWith(counts, [waiting(2)], wishes, 7, now)).toEqual(counts);
  });
});

describe("undo", () => {
  test("brings back each conversation as it was, also while the first request is under way", () => {
    const snoozed = waiting(2, { snoozedUntil: later.toISOString() });
    const wish = finish([waiting(1), snoozed], now);

    const wishes = [wish, reverse(wish)];
    expect(wished(waiting(1), wishes)).toEqual(waiting(1));
    expect(wished(snoozed, wishes)).toEqual(snoozed);
  });

  test("asks for what each conversation had", () => {
    const one = waiting(1, { assignee: anna, tags: ["vip"] });
    const other = waiting(2, { snoozedUntil: later.toISOString() });

    expect([one, other].map(reverse(assign([one, other], null)).body)).toEqual([
      { staffId: 7 },
      { staffId: null },
    ]);
    expect([one, other].map(reverse(snooze([one, other], null)).body)).toEqual([
      { until: null },
      { until: later.toISOString() },
    ]);
    expect(reverse(finish([one], now)).body(one)).toEqual({ done: false });
    expect(reverse(reopen([{ ...one, doneAt: "2026-11-23T11:00:00Z" }])).body(one)).toEqual({ done: true });
    expect(reverse(label(one, [])).body(one)).toEqual({ tags: ["vip"] });
  });
});
