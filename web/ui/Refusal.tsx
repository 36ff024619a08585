import type { Problem } from "../api/problem";
import { useWords } from "../i18n/useWords";
import styles from "./Refusal.module.css";

/** Why something was not done, beside the button that was pressed. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const { words } = useWords();
  if (!problem) return null;
  const known: Record<number, string> = {
    0: words.failed.offlineNow,
    403: words.failed.forbidden,
    404: words.team.gone,
    429: words.failed.slow,
  };
  const reason = known[problem.status] ?? problem.message;
  return (
    <p role="alert" class={styles.refusal}>
      {problem.requestId && !known[problem.status]
        ? `${reason} ${words.failed.request(problem.requestId)}`
        : reason}
    </p>
  );
}
