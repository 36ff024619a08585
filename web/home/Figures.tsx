import type { Activity } from "../api/types";
import { useWords } from "../i18n/useWords";
import styles from "./Figures.module.css";

/** Three small numbers about me. */
export function Figures({ activity }: { activity: Activity }) {
  const { words, format } = useWords();
  const { home } = words;
  return (
    <dl class={styles.figures}>
      <div>
        <dt>{home.messages(activity.messages)}</dt>
        <dd>{format.number(activity.messages)}</dd>
      </div>
      <div>
        <dt>
          {home.week}
          <span class={styles.before}>{home.weekBefore(format.number(activity.lastWeek))}</span>
        </dt>
        <dd>{format.number(activity.thisWeek)}</dd>
      </div>
      <div>
        <dt>{home.activeDays(activity.activeDays)}</dt>
        <dd>{format.number(activity.activeDays)}</dd>
      </div>
    </dl>
  );
}
