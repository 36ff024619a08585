import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { FRESH } from "./aged";
import { type Client, LONG } from "./client";
import { type Cursor, renewal } from "./thread";
import type {
  Activity,
  Alerts,
  Backups,
  ConversationDetail,
  ConversationMessageDetail,
  DataKind,
  Deploy,
  Differences,
  Examination,
  Facets,
  FeedItem,
  Filter,
  Health,
  InboxPage,
  InboxTab,
  LogLevel,
  LogPage,
  Me,
  Member,
  Message,
  MessageDetail,
  MetricRange,
  Metrics,
  Overview,
  Page,
  Range,
  Row,
  ServerConfig,
  SettingChange,
  Standing,
  Statements,
  Team,
  Template,
  ThreadPage,
  TileName,
  Work,
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

// ---- Conversation: the screen of one -------------------------------------------------------------------------------

export const pathOf = (chat: number) => `/api/conversations/${chat}`;
export const topicOf = (chat: number) => `conversation:${chat}`;
const THREAD_PAGE = 40;

export const conversation = (client: Client, chat: number) =>
  queryOptions({
    queryKey: ["conversation", chat],
    queryFn: ({ signal }) => client.get<ConversationDetail>(pathOf(chat), {}, signal),
    // Who stops writing makes no news of it.
    refetchInterval: ({ state }) => (state.data?.replying.length ? 6_000 : false),
    meta: { topics: [topicOf(chat)] },
  });

/**
 * The messages of a conversation, to be read in both directions.
 *
 * @param around an item to begin at; empty: the newest
 * @param seen the item in the middle of the screen, when that is not the newest
 */
export const thread = (client: Client, chat: number, around: string, seen: () => string | undefined) => {
  const read = (cursor: Cursor, signal?: AbortSignal) =>
    client.get<ThreadPage>(`${pathOf(chat)}/messages`, { ...cursor, limit: THREAD_PAGE }, signal);
  return infiniteQueryOptions({
    queryKey: ["thread", chat, around],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: (around ? { around } : {}) as Cursor,
    getNextPageParam: (last: ThreadPage): Cursor | undefined =>
      last.next ? { before: last.next } : undefined,
    getPreviousPageParam: (first: ThreadPage): Cursor | undefined =>
      first.previous ? { after: first.previous } : undefined,
    // What has scrolled far away is let go and read again on return.
    maxPages: 10,
    meta: { topics: [topicOf(chat)], renewal: () => renewal(read, seen) },
  });
};

export const conversationMessage = (client: Client, chat: number, id: string) =>
  queryOptions({
    queryKey: ["conversation-message", chat, id],
    queryFn: ({ signal }) =>
      client.get<ConversationMessageDetail>(`${pathOf(chat)}/messages/${encodeURIComponent(id)}`, {}, signal),
    meta: { topics: [topicOf(chat)] },
  });

export const templates = (client: Client) =>
  queryOptions({
    queryKey: ["templates"],
    queryFn: ({ signal }) => client.get<{ items: Template[] }>("/api/templates", {}, signal),
    staleTime: 60_000,
    meta: { topics: ["settings"] },
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

/* ---- Health, figures over time, alerts ---- */

/** How often figures are read anew. A page in the background asks nothing: TanStack Query rests there. */
const SECONDS_10 = 10_000;

export const health = (client: Client) =>
  queryOptions({
    queryKey: ["health"],
    queryFn: ({ signal }) => client.get<Health>("/api/system/health", {}, signal),
    refetchInterval: SECONDS_10,
    // A page that was away must not begin with an old answer.
    refetchOnWindowFocus: true,
    meta: { topics: ["system"], fresh: FRESH },
  });

/** Reads the server's own counters: only who opens the page causes it. */
export const statements = (client: Client) =>
  queryOptions({
    queryKey: ["statements"],
    queryFn: ({ signal }) => client.get<Statements>("/api/system/statements", {}, signal),
    refetchInterval: 60_000,
  });

/** @param replica empty: all together; `*`: each for itself */
export const metrics = (client: Client, names: string[], range: MetricRange, replica: string) =>
  queryOptions({
    queryKey: ["metrics", names.join(), range, replica],
    queryFn: ({ signal }) =>
      client.get<Metrics>("/api/system/metrics", { names: names.join(), range, replica }, signal),
    // Another time of the same figures may stay until it is there; other figures may not.
    placeholderData: (known, query) => (query?.queryKey[1] === names.join() ? known : undefined),
    // A point of a long time comes each minute or hour.
    refetchInterval: range === "1h" || range === "6h" ? SECONDS_10 : 60_000,
  });

export const alerts = (client: Client) =>
  queryOptions({
    queryKey: ["alerts"],
    queryFn: ({ signal }) => client.get<Alerts>("/api/alerts", {}, signal),
    refetchInterval: SECONDS_10,
    // A page that was away must not begin with an old answer.
    refetchOnWindowFocus: true,
    meta: { topics: ["system"], fresh: FRESH },
  });

/** A page of the documentation: it changes with the program only. */
export const runbook = (client: Client, name: string, language: string) =>
  queryOptions({
    queryKey: ["runbook", name, language],
    queryFn: ({ signal }) =>
      client.get<{ markdown: string }>(`/api/runbooks/${encodeURIComponent(name)}`, { language }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/* ---- The log ---- */

export interface LogView {
  level: LogLevel;
  search: string;
  update: string;
  request: string;
}

const LOG_PAGE = 100;

export const readLog = (
  client: Client,
  view: LogView,
  places: { before?: string | undefined; after?: string | undefined },
  signal?: AbortSignal,
) => client.get<LogPage>("/api/logs", { ...view, ...places, limit: LOG_PAGE }, signal);

/** Read back by pages. What is written meanwhile is put on top by the tail, so nothing here grows old. */
export const logs = (client: Client, view: LogView) =>
  infiniteQueryOptions({
    queryKey: ["logs", view],
    queryFn: ({ pageParam, signal }) => readLog(client, view, { before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: LogPage) => last.next,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/* ---- Configuration, doctor, deploys ---- */

export const serverConfig = (client: Client) =>
  queryOptions({
    queryKey: ["server-config"],
    queryFn: ({ signal }) => client.get<ServerConfig>("/api/system/config", {}, signal),
    meta: { topics: ["settings"] },
  });

/** Each look asks Telegram and the database: only who opens the page or presses the button causes one. */
export const doctor = (client: Client) =>
  queryOptions({
    queryKey: ["doctor"],
    queryFn: ({ signal }) => client.get<Examination>("/api/system/doctor", {}, signal),
    staleTime: 60_000,
    retry: false,
  });

const CHANGES_PAGE = 20;

export const settingChanges = (client: Client) =>
  infiniteQueryOptions({
    queryKey: ["setting-changes"],
    queryFn: ({ pageParam, signal }) =>
      client.get<Page<SettingChange>>(
        "/api/system/changes",
        { before: pageParam, limit: CHANGES_PAGE },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<SettingChange>) => last.next,
    meta: { topics: ["settings"] },
  });

const DEPLOYS_PAGE = 20;

export const deploys = (client: Client) =>
  infiniteQueryOptions({
    queryKey: ["deploys"],
    queryFn: ({ pageParam, signal }) =>
      client.get<Page<Deploy>>("/api/deploys", { before: pageParam, limit: DEPLOYS_PAGE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Deploy>) => last.next,
    meta: { topics: ["system"] },
  });

/* ---- Backups ---- */

/** Read anew when some work ends, not with each second of it: the server looks through a folder for it. */
export const backups = (client: Client) =>
  queryOptions({
    queryKey: ["backups"],
    queryFn: ({ signal }) => client.get<Backups>("/api/backups", {}, signal),
    // A command at the server makes no news of what it did.
    refetchInterval: 60_000,
  });

export const backupWork = (client: Client) =>
  queryOptions({
    queryKey: ["backup-work"],
    queryFn: ({ signal }) => client.get<{ work?: Work }>("/api/backups/work", {}, signal),
    // While databases change places nobody can be told of it.
    refetchInterval: ({ state }) => (state.data?.work?.state === "running" ? 3_000 : false),
    meta: { topics: ["backups"] },
  });

export const standing = (client: Client) =>
  queryOptions({
    queryKey: ["standing"],
    queryFn: ({ signal }) => client.get<Standing>("/api/restore", {}, signal),
  });

/** @param name of a backup; null: what taking the last restore back would change */
export const differences = (client: Client, name: string | null) =>
  queryOptions({
    queryKey: ["differences", name],
    queryFn: ({ signal }) =>
      client.send<Differences>(
        "POST",
        name === null ? "/api/restore/undo" : "/api/restore",
        name === null ? { dryRun: true } : { name, dryRun: true },
        undefined,
        signal,
        LONG,
      ),
    // Rows come while one reads: each look is a new one.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
