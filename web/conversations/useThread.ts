import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { thread } from "../api/queries";
import { chronological } from "../api/thread";
import type { ConversationMessage } from "../api/types";
import { useBerry } from "../app/useBerry";
import { firstUnread } from "./grouping";
import { messageIn, type ThreadScroll, useThreadScroll } from "./useThreadScroll";

export interface ThreadView {
  query: { data: unknown; error: unknown; isPending: boolean; refetch(): unknown };
  /** Oldest first. */
  items: ConversationMessage[];
  /** Whether the last of them is the newest of all. */
  complete: boolean;
  beginning: boolean;
  loadingOlder: boolean;
  unread: string | undefined;
  scroll: ThreadScroll;
  jump(id: string): void;
  toNewest(): void;
}

/**
 * The messages in view: the newest, or those around one that was asked for, and more in both directions as the
 * reader comes near an end.
 *
 * @param at the message to begin at; empty: the first unread, or the newest
 */
export function useThread(chat: number, at: string, unreadNow: boolean | undefined): ThreadView {
  const { client } = useBerry();
  const [around, setAround] = useState(at);
  const looked = useRef<() => string | undefined>(() => undefined);
  const query = useInfiniteQuery(thread(client, chat, around, () => looked.current()));
  const items = useMemo(() => chronological(query.data), [query.data]);
  const complete = query.data !== undefined && !query.hasPreviousPage;

  // Where the unread begin is settled once: it must not move while they are being read.
  const settled = useRef<{ id: string | undefined } | null>(null);
  if (settled.current === null && unreadNow !== undefined && query.data && around === "") {
    settled.current = { id: firstUnread(items, unreadNow) };
  }
  const unread = settled.current?.id;

  const { fetchNextPage, fetchPreviousPage, hasNextPage, hasPreviousPage, isFetching } = query;
  const scroll = useThreadScroll({
    place: around,
    ready: query.data !== undefined && (around !== "" || unreadNow !== undefined),
    complete,
    begin: around || unread,
    centred: around !== "",
    older: () => hasNextPage && !isFetching && !query.isFetchNextPageError && void fetchNextPage(),
    newer: () =>
      hasPreviousPage && !isFetching && !query.isFetchPreviousPageError && void fetchPreviousPage(),
  });
  looked.current = scroll.anchor;

  const [sought, setSought] = useState(at);
  const box = scroll.scroller;
  useEffect(() => {
    const found = sought !== "" && box.current ? messageIn(box.current, sought) : null;
    if (!found || query.data === undefined) return;
    found.scrollIntoView({ block: "center" });
    const flashing = found.dataset;
    flashing.flash = "true";
    setTimeout(() => delete flashing.flash, 1_500);
    setSought("");
  }, [sought, query.data, box]);

  return {
    query,
    items,
    complete,
    beginning: query.data !== undefined && !hasNextPage,
    loadingOlder: query.isFetchingNextPage,
    unread,
    scroll,
    jump: (id) => {
      if (!box.current || !messageIn(box.current, id)) setAround(id);
      setSought(id);
    },
    toNewest: () => {
      if (!complete) setAround("");
      scroll.toEnd();
    },
  };
}
