import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { rows } from "../../api/pages";
import { type LogView, logs as logsQuery } from "../../api/queries";
import type { LogLine } from "../../api/types";
import { Screen } from "../../app/Screen";
import { useBerry, usePlace } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { FreshPill } from "../../ui/FreshPill";
import { Icon } from "../../ui/icons";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { useHeld } from "../../ui/useHeld";
import { useSeen } from "../../ui/useSeen";
import { Widget } from "../../ui/Widget";
import { LineSheet } from "./LineSheet";
import { Lines } from "./Lines";
import styles from "./Logs.module.css";
import { levelOf, Tools } from "./Tools";
import { useLogWords } from "./useLogWords";
import { useTail } from "./useTail";

/** What Berry writes down while it works, newest first, as it is written. */
export function Logs() {
  const { words } = useWords();
  const { logs } = useLogWords();
  const { client, router } = useBerry();
  const { parameters } = usePlace();
  const view: LogView = {
    level: levelOf(parameters.level),
    search: parameters.search ?? "",
    update: parameters.update ?? "",
    request: parameters.request ?? "",
  };
  const [live, setLive] = useState(true);
  const query = useInfiniteQuery(logsQuery(client, view));
  const ready = query.data !== undefined && !query.isPlaceholderData;
  const stuck = useTail(view, live, ready);

  const list = useRef<HTMLDivElement>(null);
  const held = useHeld(rows(query.data), list);
  const [open, setOpen] = useState<LogLine | null>(null);
  const replica = query.data?.pages[0]?.replica ?? "";

  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const [end, endSeen] = useSeen();
  const wantsMore = ready && endSeen && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);

  const filtered = Object.values(view).some((value) => value !== "");
  const clear = () => router.set({ level: "", search: "", update: "", request: "" });
  const only = (filter: { update: string } | { request: string }) => {
    router.set(filter);
    window.scrollTo(0, 0);
  };
  return (
    <Screen title={logs.title} wide>
      <Tools view={view} />
      <div class={styles.standing}>
        <p role="status">
          {replica && <b>{logs.of(replica)}</b>}
          {query.data && (
            <span data-mood={stuck ? "bad" : undefined}>
              {stuck ? logs.stuck : live ? logs.live : logs.paused}
            </span>
          )}
        </p>
        <button type="button" class={styles.pause} onClick={() => setLive(!live)}>
          <Icon name={live ? "pause" : "play"} size={18} />
          {live ? logs.pause : logs.resume}
        </button>
      </div>
      <FreshPill count={held.waiting} onShow={held.release} />
      <div ref={list} class={styles.list} aria-busy={query.isPlaceholderData}>
        <Widget
          query={query}
          skeleton={
            <Card flush>
              <RowsSkeleton rows={8} />
            </Card>
          }
        >
          {() =>
            held.shown.length > 0 ? (
              <Lines lines={held.shown} onOpen={setOpen} onOnly={only} />
            ) : hasNextPage ? null : (
              <Card>
                <Note
                  icon={filtered ? "search" : "empty"}
                  title={filtered ? logs.noMatch : logs.empty}
                  text={filtered ? logs.noMatchHint : logs.emptyHint}
                >
                  {filtered && (
                    <Button look="soft" onClick={clear}>
                      {logs.clear}
                    </Button>
                  )}
                </Note>
              </Card>
            )
          }
        </Widget>
      </div>
      <div ref={end} class={styles.end}>
        {isFetchNextPageError ? (
          <Button look="soft" onClick={() => void fetchNextPage()}>
            {words.act.retry}
          </Button>
        ) : (
          ready && hasNextPage && <p role="status">{logs.earlier}</p>
        )}
        {ready && !hasNextPage && held.shown.length > 8 && <p>{logs.end}</p>}
      </div>
      {open && <LineSheet line={open} replica={replica} onOnly={only} onClose={() => setOpen(null)} />}
    </Screen>
  );
}
