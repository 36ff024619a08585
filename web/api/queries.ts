import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Client } from "./client";
import type {
  Activity,
  DataKind,
  Facets,
  FeedItem,
  Filter,
  InboxPage,
  InboxTab,
  Me,
  Message,
  MessageDetail,
  Overview,
  Page,
  Range,
  Row,
  TileName,
} from "./types";

/** Everything this app asks, in one list. `meta.topics`: which news of the live stream make an answer old. */

const PAGE = 30;
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const me = (client: Client) =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => client.get<Me>("/api/me", {}, signal),
    meta: { topics: ["me", "settings"] },
  });

export const activity = (client: Client) =>
  queryOptions({
    queryKey: ["activity"],
    queryFn: ({ signal }) => client.get<Activity>("/api/me/activity", { tz: zone() }, signal),
    meta: { topics: ["me"] },
  });

export const messages = (client: Client, filter: Filter, search: string) => {
  const read = (before?: string, signal?: AbortSignal) =>
    client.get<Page<Message>>("/api/me/messages", { before, limit: PAGE, filter, search }, signal);
  return infiniteQueryOptions({
    queryKey: ["messages", filter, search],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Message>) => last.next,
    placeholderData: keepPreviousData,
    meta: { topics: ["me"], top: () => read() },
  });
};

export const message = (client: Client, id: string) =>
  queryOptions({
    queryKey: ["message", id],
    queryFn: ({ signal }) =>
      client.get<MessageDetail>(`/api/me/messages/${encodeURIComponent(id)}`, {}, signal),
    meta: { topics: ["me"] },
  });

export const overview = (client: Client, range: Range, data: DataKind) =>
  queryOptions({
    queryKey: ["overview", range, data],
    queryFn: ({ signal }) => client.get<Overview>("/api/overview", { range, tz: zone(), data }, signal),
    placeholderData: keepPreviousData,
    // Waiting grows by itself, without any news.
    refetchInterval: 60_000,
    meta: { topics: ["overview", "system", "settings"] },
  });

export const feed = (client: Client, data: DataKind) => {
  const read = (before?: string, signal?: AbortSignal) =>
    client.get<Page<FeedItem>>("/api/overview/feed", { before, limit: PAGE, data }, signal);
  return infiniteQueryOptions({
    queryKey: ["feed", data],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<FeedItem>) => last.next,
    placeholderData: keepPreviousData,
    meta: { topics: ["overview"], top: () => read() },
  });
};

export const tileRows = (client: Client, tile: TileName, range: Range, data: DataKind) =>
  infiniteQueryOptions({
    queryKey: ["rows", tile, range, data],
    queryFn: ({ pageParam, signal }) =>
      client.get<Page<Row>>(
        "/api/overview/rows",
        { tile, range, data, tz: zone(), before: pageParam, limit: PAGE },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.next,
    meta: { topics: ["overview"] },
  });

/* ---- The inbox ---- */

export interface InboxView {
  tab: InboxTab;
  search: string;
  tag: string;
  language: string;
  source: string;
  unread: boolean;
}

/** Everybody who waits: the first thing seen, and what the badge counts. */
export const waitingView: InboxView = {
  tab: "unanswered",
  search: "",
  tag: "",
  language: "",
  source: "",
  unread: false,
};

const INBOX_PAGE = 40;

export const conversations = (client: Client, view: InboxView) => {
  const read = (before?: string, signal?: AbortSignal) =>
    client.get<InboxPage>(
      "/api/conversations",
      { ...view, unread: view.unread ? "true" : undefined, before, limit: INBOX_PAGE },
      signal,
    );
  // Newest first and nothing ever leaves it: only there a fresh first page says all. Elsewhere any row may have gone.
  const onlyGrows = view.tab === "all" && !view.unread && !view.tag;
  return infiniteQueryOptions({
    queryKey: ["conversations", view.tab, view],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: InboxPage) => last.next,
    // The rows of another tab would lie under this one's name.
    placeholderData: (known, query) => (query?.queryKey[1] === view.tab ? known : undefined),
    // A snooze ends by itself, without any news.
    refetchInterval: 60_000,
    meta: { topics: ["conversations"], ...(onlyGrows && { top: () => read() }) },
  });
};

export const facets = (client: Client) =>
  queryOptions({
    queryKey: ["facets"],
    queryFn: ({ signal }) => client.get<Facets>("/api/conversations/facets", {}, signal),
    staleTime: 60_000,
    meta: { topics: ["settings"] },
  });
