import type { Activity } from "../api/types";
import { useWords } from "../i18n/useWords";
import styles from "./Figures.module.css";

/** Three small numbers about me; before they are known their names stand there already. */
export function Figures({ activity }: { activity?: Activity }) {
  const { words, format } = useWords();
  const { home } = words;
  const number = (value: number | undefined) => (value === undefined ? words.unknown : format.number(value));
  return (
    <dl class={styles.figures}>
      <div>
        <dt>{home.messages(activity?.messages ?? 0)}</dt>
        <dd>{number(activity?.messages)}</dd>
      </div>
      <div>
        <dt>
          {home.week}
          <span class={styles.before}>{home.weekBefore(number(activity?.lastWeek))}</span>
        </dt>
        <dd>{number(activity?.thisWeek)}</dd>
      </div>
      <div>
        <dt>{home.activeDays(activity?.activeDays ?? 0)}</dt>
        <dd>{number(activity?.activeDays)}</dd>
      </div>
    </dl>
  );
}
