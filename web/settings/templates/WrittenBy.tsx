import type { Template } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import styles from "./Templates.module.css";

/** Who wrote a template last, and when. */
export function WrittenBy({ template }: { template: Template }) {
  const { words, format } = useWords();
  const { changedBy, changedAt } = template;
  return (
    <p class={styles.who}>
      {changedBy
        ? words.templates.changed(changedBy.name || String(changedBy.id), format.moment(changedAt))
        : words.templates.builtIn}
    </p>
  );
}
