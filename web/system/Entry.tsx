import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { escalation, incidents } from "../api/incidents";
import { alerts, backups, health } from "../api/queries";
import { useBerry } from "../app/useBerry";
import { Icon } from "../ui/icons";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Skeleton } from "../ui/Skeleton";
import { useDelayed } from "../ui/useDelayed";
import { useNow } from "../ui/useNow";
import { ruleNameOf } from "./alerts/sentences";
import { type Need, needsOf } from "./needs";
import { pages } from "./pages";
import styles from "./System.module.css";
import { useStandings } from "./useStandings";
import { useSystemWords } from "./useSystemWords";

/** What needs somebody in one row, then the pages with one line of state each. */
export function Entry({ current }: { current?: string }) {
  const { client, router } = useBerry();
  const speech = useSystemWords();
  const { entry } = speech.health;
  const now = useNow();
  const asked = {
    health: useQuery(health(client)),
    alerts: useQuery(alerts(client)),
    backups: useQuery(backups(client)),
    incidents: useInfiniteQuery(incidents(client, "open")),
  };
  const called = useQuery(escalation(client)).data;
  const unclosed = asked.incidents.data?.pages.flatMap(({ items }) => items);
  const standings = useStandings(asked.health.data, asked.alerts.data, asked.backups.data, now, {
    incidents: unclosed,
    escalation: called,
  });
  const waiting = Object.values(asked).some(({ isPending }) => isPending);
  const late = useDelayed(waiting);
  const open = (page: string, more: Record<string, string> = {}) => router.go("system", { page, ...more });

  if (waiting)
    return (
      <div class={styles.entry} aria-busy="true" style={{ visibility: late ? "visible" : "hidden" }}>
        <Skeleton height="70px" round />
        <div class={styles.list}>
          <RowsSkeleton rows={pages.length} />
        </div>
      </div>
    );
  const needs = needsOf(asked.health.data, asked.alerts.data, asked.backups.data?.trust, now, unclosed);
  const unsure = Object.values(asked).some(({ data }) => data === undefined);
  const nameOf = (need: Need) =>
    need.page === "incidents" || need.page === "alerts"
      ? ruleNameOf(need.rule, speech.alerts)
      : need.page === "backups"
        ? entry.backup
        : speech.health.state[need.state];
  const first = needs[0];
  const body = first
    ? { title: entry.needs(needs.length), text: [...new Set(needs.map(nameOf))].join(" · ") }
    : unsure
      ? { title: entry.unsure, text: entry.unsureText }
      : { title: entry.well, text: entry.wellText };
  const mark = (
    <>
      <Icon name={first || unsure ? "alert" : "check"} size={22} />
      <span>
        <b>{body.title}</b>
        <small>{body.text}</small>
      </span>
    </>
  );

  return (
    <div class={styles.entry}>
      <div role="status">
        {first ? (
          <button
            type="button"
            class={styles.summary}
            data-mood="bad"
            onClick={() =>
              open(first.page, first.page === "incidents" ? { incident: String(first.incident) } : {})
            }
          >
            {mark}
            <Icon name="next" size={18} />
          </button>
        ) : (
          <div class={styles.summary} data-mood={unsure ? "plain" : "good"}>
            {mark}
          </div>
        )}
      </div>
      <nav aria-label={entry.pages}>
        <ul class={styles.list}>
          {pages.map(({ name, icon }) => (
            <li key={name}>
              <button
                type="button"
                class={styles.page}
                aria-current={name === current ? "page" : undefined}
                onClick={() => open(name)}
              >
                <span class={styles.icon}>
                  <Icon name={icon} />
                </span>
                <span class={styles.body}>
                  <b>{entry.page[name] ?? name}</b>
                  <span class={styles.line} data-mood={standings[name]?.mood}>
                    {standings[name]?.text ?? entry.about[name]}
                  </span>
                </span>
                <Icon name="next" size={18} />
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {asked.health.data?.outside === false && (
        <div class={styles.outside}>
          <Icon name="globe" size={18} />
          <p>
            <b>{entry.outside}</b>
            {entry.outsideText}
          </p>
        </div>
      )}
    </div>
  );
}
