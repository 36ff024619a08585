import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Client } from "./client";
import type { Escalation, IncidentDetail, IncidentPage } from "./types";

/** What is asked of incidents and of who is called. Not in `queries`, which everybody loads: these come with System. */

export const incidentPath = (id: number | string) => `/api/incidents/${encodeURIComponent(id)}`;

/** How often what may be under way is read anew: its alerts' values make no news. */
const SECONDS_5 = 5_000;

export const incidents = (client: Client, state: "open" | "all") =>
  infiniteQueryOptions({
    queryKey: ["incidents", state],
    queryFn: ({ pageParam, signal }) =>
      client.get<IncidentPage>("/api/incidents", { state, next: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: IncidentPage) => last.next ?? undefined,
    meta: { topics: ["incidents"] },
  });

export const incident = (client: Client, id: string) =>
  queryOptions({
    queryKey: ["incident", id],
    queryFn: ({ signal }) => client.get<IncidentDetail>(incidentPath(id), {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === "closed" ? false : SECONDS_5),
    meta: { topics: ["incidents", "system"] },
  });

export const escalation = (client: Client) =>
  queryOptions({
    queryKey: ["escalation"],
    queryFn: ({ signal }) => client.get<Escalation>("/api/escalation", {}, signal),
    // Turns change by the clock, and what a test came to arrives later.
    refetchInterval: 30_000,
    meta: { topics: ["incidents", "settings"] },
  });
