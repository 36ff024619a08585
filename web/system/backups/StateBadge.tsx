import type { BackupState } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import styles from "./List.module.css";

const moods: Record<BackupState, string> = { made: "plain", checked: "warn", proved: "good", failed: "bad" };

/** How far a backup may be trusted, in a word. */
export function StateBadge({ state }: { state: BackupState }) {
  const { words } = useWords();
  return (
    <span class={styles.badge} data-mood={moods[state]}>
      {words.backups.state[state]}
    </span>
  );
}
