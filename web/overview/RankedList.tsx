import { Card } from "../ui/Card";
import styles from "./RankedList.module.css";

interface Entry {
  name: string;
  value: number;
  label: string;
  hint?: string | undefined;
}

interface Properties {
  title: string;
  empty: string;
  /** Largest first. */
  entries: Entry[];
}

const SHOWN = 6;

/** Names with bars as long as their numbers. */
export function RankedList({ title, empty, entries }: Properties) {
  const most = Math.max(1, ...entries.map((entry) => entry.value));
  return (
    <Card title={title}>
      {entries.length === 0 ? (
        <p class={styles.empty}>{empty}</p>
      ) : (
        <ol class={styles.list}>
          {entries.slice(0, SHOWN).map(({ name, value, label, hint }, place) => (
            // Two of a team may have one name.
            <li key={`${name} ${place}`}>
              <span class={styles.bar} style={{ width: `${(value / most) * 100}%` }} />
              <span class={styles.name}>{name}</span>
              <span class={styles.label}>
                {label} {hint && <small>{hint}</small>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
