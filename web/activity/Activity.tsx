import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { rows } from "../api/pages";
import { messages } from "../api/queries";
import type { Filter, Message } from "../api/types";
import { Screen } from "../app/Screen";
import { useBerry, usePlace } from "../app/useBerry";
import { dayOf, middayOf } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { type Whole, whole } from "../messages/albums";
import { MessageSheet } from "../messages/MessageSheet";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { FreshPill } from "../ui/FreshPill";
import { Note } from "../ui/Note";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { SearchField } from "../ui/SearchField";
import { useHeld } from "../ui/useHeld";
import { useSeen } from "../ui/useSeen";
import { Widget } from "../ui/Widget";
import styles from "./Activity.module.css";
import { DayGroups } from "./DayGroups";
import { useUntilDay } from "./useUntilDay";

const filters: Filter[] = ["all", "mine", "answers", "files"];

/** Everything I wrote and was answered, newest first, by days. */
export function Activity() {
  const { words, format } = useWords();
  const { client, router } = useBerry();
  const { parameters } = usePlace();
  const filter = filters.find((known) => known === parameters.filter) ?? "all";
  const search = parameters.search ?? "";
  const day = parameters.day ?? "";

  const query = useInfiniteQuery(messages(client, filter, search));
  const items = rows(query.data).filter((message) => day === "" || dayOf(message.sentAt) === day);
  const list = useRef<HTMLDivElement>(null);
  const held = useHeld(items, list);
  const [open, setOpen] = useState<Whole<Message> | null>(null);

  const searching = useUntilDay(query, day);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const [end, endSeen] = useSeen();
  const wantsMore =
    endSeen && hasNextPage && !isFetchingNextPage && !query.isFetchNextPageError && day === "";
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);

  const dayName = day && format.day(middayOf(day));
  const untouched = filter === "all" && search === "" && day === "";
  return (
    <Screen title={words.tab.activity}>
      <div class={styles.tools}>
        <SearchField
          value={search}
          label={words.activity.searchLabel}
          onSearch={(text) => router.set({ search: text })}
        />
        <Choice
          label={words.activity.filters}
          value={filter}
          options={filters.map((name) => [name, words.activity.filter[name]] as const)}
          onChoose={(name) => router.set({ filter: name === "all" ? "" : name })}
        />
        {day && (
          <div>
            <Button look="soft" onClick={() => router.set({ day: "" })}>
              {words.activity.onlyDay(dayName)} ✕
            </Button>
          </div>
        )}
      </div>
      <FreshPill count={held.waiting} onShow={held.release} />
      <div ref={list}>
        <Widget
          query={query}
          skeleton={
            <Card flush>
              <RowsSkeleton rows={7} />
            </Card>
          }
        >
          {() => {
            if (held.shown.length > 0) return <DayGroups items={whole(held.shown)} onOpen={setOpen} />;
            if (searching) return <RowsSkeleton rows={3} />;
            const title = day
              ? words.activity.noDay(dayName)
              : words.activity[untouched ? "empty" : "noMatch"];
            const hint = day ? undefined : words.activity[untouched ? "emptyHint" : "noMatchHint"];
            return (
              <Card>
                <Note icon={untouched ? "empty" : "search"} title={title} text={hint} />
              </Card>
            );
          }}
        </Widget>
      </div>
      <div ref={end} class={styles.end}>
        {query.isFetchNextPageError && (
          <Button look="soft" onClick={() => void fetchNextPage()}>
            {words.act.retry}
          </Button>
        )}
        {isFetchingNextPage && !query.isFetchNextPageError && <RowsSkeleton rows={2} />}
        {!hasNextPage && items.length > 8 && day === "" && <p>{words.activity.end}</p>}
      </div>
      {open && <MessageSheet message={open} onClose={() => setOpen(null)} />}
    </Screen>
  );
}
