import { useEffect } from "react";
import type { Message, Page } from "../api/types";
import { dayOf } from "../i18n/format";

interface Paged {
  data: { pages: Array<Page<Message>> } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage(): unknown;
}

/** Reads on until the whole of a day is there; true while it does. */
export function useUntilDay(query: Paged, day: string): boolean {
  const oldest = query.data?.pages.at(-1)?.items.at(-1);
  const wanted =
    day !== "" &&
    oldest !== undefined &&
    dayOf(oldest.sentAt) >= day &&
    query.hasNextPage &&
    !query.isFetchNextPageError;
  const idle = !query.isFetchingNextPage;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (wanted && idle) void fetchNextPage();
  }, [wanted, idle, fetchNextPage]);
  return wanted;
}
