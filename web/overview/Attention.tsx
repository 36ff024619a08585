import type { Attention as Item } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Card } from "../ui/Card";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import styles from "./Attention.module.css";
import { Calm } from "./Calm";
import { moodOf } from "./mood";
import { useRows } from "./useRows";

/** At most five things that need somebody; usually nothing does. */
export function Attention({ items, limitMinutes }: { items: Item[]; limitMinutes: number }) {
  const { words, format } = useWords();
  const now = useNow();
  const rows = useRows();
  const { router } = useBerry();
  const { overview } = words;
  if (items.length === 0) {
    return <Calm>{overview.attentionNone}</Calm>;
  }
  const tell = (kind: string) =>
    (overview.attentionKind as Record<string, (value: number) => string>)[kind] ??
    overview.attentionKind.other;
  return (
    <Card title={overview.attention} flush>
      <ul>
        {items.slice(0, 5).map((item) => {
          const { kind, count, since } = item;
          const mood = moodOf(item, limitMinutes, now);
          const waited =
            since && kind === "unanswered" ? format.wait((now - Date.parse(since)) / 1000) : null;
          const said = (
            <>
              <span class={styles.icon}>
                <Icon name={kind === "unanswered" ? "clock" : "alert"} />
              </span>
              <span class={styles.text}>
                {tell(kind)(count)}
                {waited && <small class={styles.longest}>{overview.longest(waited)}</small>}
                {kind === "quarantined" && <small>{overview.quarantinedHint}</small>}
              </span>
              {since && !waited && <time dateTime={since}>{format.agoShort(since, now)}</time>}
            </>
          );
          return (
            <li key={kind}>
              {kind === "unanswered" || kind === "alerts" || kind === "incidents" ? (
                <button
                  type="button"
                  class={styles.row}
                  data-mood={mood}
                  onClick={() =>
                    kind === "alerts" || kind === "incidents"
                      ? router.go("system", { page: kind })
                      : rows.open("unansweredNow", limitMinutes)
                  }
                >
                  {said}
                  <Icon name="next" size={16} />
                </button>
              ) : (
                <div class={styles.row} data-mood={mood}>
                  {said}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {rows.sheet}
    </Card>
  );
}
