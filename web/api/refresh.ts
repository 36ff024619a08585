import type { Query, QueryClient } from "@tanstack/react-query";
import type { LiveNews, Refresh } from "./live";
import { type Identified, type Pages, withFreshTop } from "./pages";
import type { Page } from "./types";

/** Who turns page after page is asked about once more, then everything is read anew. */
const ROUNDS = 3;

type Rows = Page<Identified>;

const topicsOf = (query: Query) => (query.meta?.topics as string[] | undefined) ?? [];
const topOf = (query: Query) => query.meta?.top as (() => Promise<Rows>) | undefined;
/** A query that knows itself how to renew what it has read: asks first, and changes what is there by then. */
const renewalOf = (query: Query) =>
  query.meta?.renewal as (() => Promise<(known: unknown) => unknown>) | undefined;

/**
 * Makes the queries of a topic ask again. The first news acts at once; what comes while the answer is under way waits
 * for it and then costs one more round, so that a flood of messages never becomes a flood of requests.
 */
export function refresher(queries: QueryClient): Refresh {
  const running = new Map<string, Promise<boolean>>();
  const waiting = new Map<string, Promise<boolean>>();

  const ask = async (topic: string) => {
    const concerned = queries
      .getQueryCache()
      .findAll({ predicate: (query) => topic === "*" || topicsOf(query).includes(topic) });
    await Promise.all(concerned.map((query) => renew(queries, query)));
    return concerned.some((query) => query.isActive());
  };

  const run = (topic: string): Promise<boolean> => {
    const round = ask(topic).finally(() => running.delete(topic));
    running.set(topic, round);
    return round;
  };

  return (news: LiveNews | null) => {
    const topic = news?.topic ?? "*";
    const current = running.get(topic);
    if (!current) return run(topic);
    const next =
      waiting.get(topic) ??
      current.then(() => {
        waiting.delete(topic);
        return run(topic);
      });
    waiting.set(topic, next);
    return next;
  };
}

/**
 * An answer to put into what is known, read when nothing else is under way: a request from before the news that ends
 * after it would put its older rows over the newer ones.
 */
async function calm<T>(query: Query, ask: () => Promise<T>): Promise<T | null> {
  for (let round = 0; round < ROUNDS; round++) {
    await query.promise?.catch(() => {});
    const answer = await ask().catch(() => null);
    if (answer === null || query.state.fetchStatus !== "fetching") return answer;
  }
  return null;
}

async function renew(queries: QueryClient, query: Query): Promise<void> {
  const renewal = renewalOf(query);
  if (renewal && query.state.data && query.isActive()) {
    const renew = await calm(query, renewal);
    const renewed = renew?.(query.state.data);
    if (renewed) {
      queries.setQueryData(query.queryKey, renewed);
      return;
    }
  }
  const top = topOf(query);
  if (top && query.state.data && query.isActive()) {
    const fresh = await calm(query, top);
    // Judged now, not before the request: another page may have arrived meanwhile.
    const merged = fresh && withFreshTop(query.state.data as Pages<Identified>, fresh);
    if (merged) {
      queries.setQueryData(query.queryKey, merged);
      return;
    }
  }
  // A first answer under way was asked for before the news; TanStack Query would take it for the new one.
  const early = query.state.fetchStatus === "fetching" && query.state.data === undefined;
  await queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
  if (early) await queries.invalidateQueries({ queryKey: query.queryKey, exact: true });
}
