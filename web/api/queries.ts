import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Client } from "./client";
import type {
  Activity,
  DataKind,
  FeedItem,
  Filter,
  Me,
  Member,
  Message,
  MessageDetail,
  Overview,
  Page,
  Range,
  Row,
  Team,
  Template,
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

/* Team and templates. */

export const team = (client: Client) =>
  queryOptions({
    queryKey: ["team"],
    queryFn: ({ signal }) => client.get<Team>("/api/staff", {}, signal),
    meta: { topics: ["settings"] },
  });

export const member = (client: Client, id: number) =>
  queryOptions({
    queryKey: ["team", id],
    queryFn: ({ signal }) => client.get<Member>(`/api/staff/${id}`, {}, signal),
    meta: { topics: ["me", "settings"] },
  });

export const templates = (client: Client) =>
  queryOptions({
    queryKey: ["templates"],
    queryFn: ({ signal }) => client.get<{ items: Template[] }>("/api/templates", {}, signal),
    meta: { topics: ["settings"] },
  });
