import { useInfiniteQuery } from "@tanstack/react-query";
import { incidents as listed } from "../../api/incidents";
import { Screen } from "../../app/Screen";
import { useBerry, usePlace } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Choice } from "../../ui/Choice";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { useNow } from "../../ui/useNow";
import { Widget } from "../../ui/Widget";
import { each, filterOf, type IncidentFilter, incidentFilters, sifted } from "./filters";
import { IncidentRow } from "./IncidentRow";
import styles from "./Incidents.module.css";
import { Means } from "./Means";
import { useIncidentKeys } from "./useIncidentKeys";
import { useIncidentWords } from "./useIncidentWords";
import { useListAck } from "./useListAck";

/** Incidents, those that are not over first, and how quickly the team takes them on. */
export function IncidentList() {
  const { client, router } = useBerry();
  const { incidents: words, health, words: common } = useIncidentWords();
  const { parameters } = usePlace();
  const filter = filterOf(parameters.filter);
  const query = useInfiniteQuery(listed(client, filter === "all" ? "all" : "open"));
  const now = useNow();
  const open = (id: number, more: Record<string, string> = {}) =>
    router.go("system", { ...parameters, page: "incidents", incident: String(id), ...more });
  const acknowledge = useListAck();
  const all = each(query.data?.pages.flatMap(({ items }) => items) ?? []);
  useIncidentKeys({
    acknowledge: (id) => {
      const item = all.find((one) => one.id === id);
      if (item?.state !== "open") return false;
      void acknowledge.run(item);
      return true;
    },
    close: (id) => {
      const item = all.find((one) => one.id === id);
      if (!item || item.state === "closed") return false;
      open(item.id, { close: "1" });
      return true;
    },
  });

  return (
    <Screen title={health.entry.page.incidents ?? ""} wide>
      <Choice<IncidentFilter>
        label={words.filters}
        value={filter}
        options={incidentFilters.map((one) => [one, words.filter[one]] as const)}
        onChoose={(chosen) => router.set({ filter: chosen === "all" ? "" : chosen })}
      />
      <Widget
        query={query}
        skeleton={
          <Card flush>
            <RowsSkeleton rows={6} />
          </Card>
        }
      >
        {({ pages }) => {
          const items = sifted(all, filter);
          const [first] = pages;
          const said = (
            {
              all: [words.none, words.noneHint],
              open: [words.noneOpen, words.noneOpenHint],
              needs: [words.noneNeeds, words.noneNeedsHint],
            } as const
          )[filter];
          return (
            <>
              {first && (all.length > 0 || first.open > 0) && <Means page={first} />}
              {acknowledge.refused && (
                <p role="alert" class={styles.wrong}>
                  {acknowledge.refused}
                </p>
              )}
              <Card flush={items.length > 0}>
                {items.length === 0 ? (
                  <Note icon={filter === "all" ? "shield" : "check"} title={said[0]} text={said[1]} />
                ) : (
                  <ul class={styles.list}>
                    {items.map((item) => (
                      <IncidentRow key={item.id} item={item} now={now} onOpen={() => open(item.id)} />
                    ))}
                  </ul>
                )}
              </Card>
              {query.hasNextPage && (
                <div class={styles.middle}>
                  <Button
                    look="soft"
                    busy={query.isFetchingNextPage}
                    onClick={() => void query.fetchNextPage()}
                  >
                    {query.isFetchNextPageError ? common.act.retry : common.act.more}
                  </Button>
                </div>
              )}
            </>
          );
        }}
      </Widget>
    </Screen>
  );
}
