import type { Me } from "../api/types";
import { dayOf } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import styles from "./Trouble.module.css";

/** One calm line while Berry itself has a problem that people notice; nothing, not even room, while it has none. */
export function Trouble({ trouble }: { trouble: Me["trouble"] }) {
  const { words, format } = useWords();
  if (!trouble) return null;
  const { since } = trouble;
  const time = dayOf(since) === dayOf(new Date()) ? format.clock(since) : format.moment(since);
  return (
    <div class={styles.trouble} role="status">
      <Icon name="alert" size={20} />
      <p>
        {words.home.trouble} <span class={styles.since}>{words.home.troubleSince(time)}</span>
      </p>
    </div>
  );
}
