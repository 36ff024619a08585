import { useWords } from "../i18n/useWords";
import styles from "./FreshPill.module.css";
import { Icon } from "./icons";

/** "3 new": says what waits above and goes there. */
export function FreshPill({ count, onShow }: { count: number; onShow(): void }) {
  const { words } = useWords();
  return (
    <div class={styles.place} aria-live="polite">
      {count > 0 && (
        <button type="button" class={styles.pill} onClick={onShow}>
          <Icon name="up" size={16} />
          {words.activity.fresh(count)}
        </button>
      )}
    </div>
  );
}
