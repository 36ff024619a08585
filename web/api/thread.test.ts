import { expect, test } from "vitest";
import { chronological, renewal, type Thread, withNewest } from "./thread";
import type { ConversationMessage, ThreadPage } from "./types";

const item = (n: number, more: Partial<ConversationMessage> = {}): ConversationMessage => ({
  id: `m${n}`,
  chatId: 7,
  direction: "in",
  kind: "text",
  text: `text ${n}`,
  sentAt: new Date(n * 60_000).toISOString(),
  state: "received",
  author: "person",
  versions: 0,
  mayEdit: false,
  mayDelete: false,
  ...more,
});
const page = (numbers: number[], more: Partial<ThreadPage> = {}): ThreadPage => ({
  items: numbers.map((n) => item(n)),
  ...more,
});
const thread = (...pages: ThreadPage[]): Thread => ({ pages, pageParams: pages.map(() => ({})) });
const ids = (known: Thread | null) => known && chronological(known).map(({ id }) => id);

test("a new message comes on top and nothing loaded is lost", () => {
  const known = thread(page([6, 5, 4], { next: "c4" }), page([3, 2, 1]));

  const renewed = withNewest(known, page([7, 6]));

  expect(ids(renewed)).toEqual(["m1", "m2", "m3", "m4", "m5", "m6", "m7"]);
  expect(renewed?.pages[0]?.next).toBe("c4");
});

test("a page grown by news does not shrink back to the size of an answer", () => {
  const grown = thread(page([6, 5, 4, 3], { next: "c3" }));

  expect(ids(withNewest(grown, page([7, 6, 5], { next: "c5" })))).toEqual(["m3", "m4", "m5", "m6", "m7"]);
});

test("what was queued is shown as sent", () => {
  const known = thread({ items: [item(2, { direction: "out", state: "queued" }), item(1)] });
  const fresh = { items: [item(2, { direction: "out", state: "sent" }), item(1)] };

  expect(chronological(withNewest(known, fresh) ?? undefined).at(-1)?.state).toBe("sent");
});

test("a gap is not papered over", () => {
  expect(withNewest(thread(page([3, 2, 1])), page([99, 98], { next: "c" }))).toBeNull();
});

test("a reader at an old place keeps it", () => {
  const old = thread(page([30, 29], { previous: "c30", next: "c29" }));

  expect(ids(withNewest(old, page([99, 98], { next: "c" })))).toEqual(["m29", "m30"]);
});

test("the surroundings of what is looked at are renewed too", async () => {
  const known = thread(page([9, 8], { next: "c" }), page([2, 1]));
  const renew = await renewal(
    async ({ around }) => (around ? { items: [item(2, { text: "corrected" })] } : page([9, 8])),
    () => "m2",
  );

  expect(chronological(renew(known) ?? undefined).map(({ text }) => text)).toContain("corrected");
});

test("an empty conversation takes its first message", () => {
  expect(ids(withNewest(thread({ items: [] }), page([1])))).toEqual(["m1"]);
});
