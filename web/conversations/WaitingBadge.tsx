import { useWords } from "../i18n/useWords";
import styles from "./WaitingBadge.module.css";
import { waitingOf } from "./waiting";

interface Properties {
  since: string;
  now: number;
  limitMinutes: number;
}

/** How long somebody waits: quiet at first, amber from half of the limit, filled red at the limit. */
export function WaitingBadge({ since, now, limitMinutes }: Properties) {
  const { words, format } = useWords();
  const { level, seconds } = waitingOf(since, now, limitMinutes);
  const span = format.span(seconds);
  const full = level === "over" ? words.inbox.over(span) : words.inbox.waiting(span);
  return (
    <span class={styles.badge} data-level={level} title={full}>
      <span aria-hidden="true">{span}</span>
      <span class="unseen">{full}</span>
    </span>
  );
}
