import type { Aged } from "../api/aged";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import styles from "./AgedNote.module.css";

/** Says over a screen that what it shows is not the present, and what Berry answers instead. */
export function AgedNote({ aged }: { aged: Aged }) {
  const { words, format } = useWords();
  const { title, silent, refused } = words.aged;
  return (
    <div class={styles.note} role="alert">
      <Icon name="offline" size={22} />
      <div>
        <p class={styles.title}>{title(format.clock(aged.since))}</p>
        <p class={styles.text}>{aged.status === null ? silent : refused(aged.status)}</p>
      </div>
    </div>
  );
}
