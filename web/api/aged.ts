import type { Query } from "@tanstack/react-query";
import { Problem } from "./problem";

/** How old an answer may be that is asked for every ten seconds, milliseconds. */
export const FRESH = 15_000;

export interface Aged {
  /** When the oldest of the answers in view was given. */
  since: number;
  /** What the server answers instead; null: nothing at all. */
  status: number | null;
}

/**
 * Whether something in view is older than it claims to be. The live stream cannot tell: it is kept open by a Berry
 * whose database is away, and then no question is answered. `meta.fresh` of a query says how old its answer may be.
 */
export function agedOf(queries: readonly Query[], now: number): Aged | null {
  let oldest: Aged | null = null;
  for (const query of queries) {
    const fresh = query.meta?.fresh as number | undefined;
    const { dataUpdatedAt: since, data, fetchFailureReason: reason, error } = query.state;
    if (fresh === undefined || data === undefined || !query.isActive()) continue;
    if (now - since <= fresh || (oldest && oldest.since <= since)) continue;
    const why: unknown = reason ?? error;
    oldest = { since, status: why instanceof Problem && !why.offline ? why.status : null };
  }
  return oldest;
}
