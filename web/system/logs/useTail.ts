import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type LogView, logs, readLog } from "../../api/queries";
import type { LogLine } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { countOf, KEPT, type LogPages, withNewer } from "./tail";

const EVERY = 2_000;
/** Whoever was away longer than these looks can bridge begins anew at the top. */
const LOOKS = 5;

/** Puts new lines on top of those known while the page is seen and `live`. True: the last look has failed. */
export function useTail(view: LogView, live: boolean, ready: boolean): boolean {
  const { client } = useBerry();
  const queries = useQueryClient();
  const { queryKey } = logs(client, view);
  const known = () => queries.getQueryData<LogPages>(queryKey);
  const keep = (pages: LogPages) => queries.setQueryData<LogPages>(queryKey, pages);

  const look = async (signal: AbortSignal) => {
    const after = known()?.pages[0]?.newest;
    const first = await readLog(client, view, { after }, signal);
    const lines: LogLine[] = [...first.items];
    let next = first.next;
    for (let looks = 1; after !== undefined && next !== undefined && looks < LOOKS; looks++) {
      const more = await readLog(client, view, { after, before: next }, signal);
      lines.push(...more.items);
      next = more.next;
    }
    const present = known();
    if (!present) return;
    const gap = after === undefined || next !== undefined;
    if (gap) keep({ pages: [first], pageParams: [undefined] });
    else if (lines.length > 0 && countOf(present) > KEPT && window.scrollY < 8)
      keep({ pages: [await readLog(client, view, {}, signal)], pageParams: [undefined] });
    else if (lines.length > 0 || first.newest !== after) keep(withNewer(present, lines, first.newest));
  };

  const { isError } = useQuery({
    queryKey: ["log-tail", view],
    queryFn: async ({ signal }) => {
      await look(signal);
      return Date.now();
    },
    enabled: live && ready,
    refetchInterval: live ? EVERY : false,
    retry: false,
    gcTime: 0,
  });
  return live && isError;
}
