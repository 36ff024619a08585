import { useWords } from "../../i18n/useWords";
import styles from "./Templates.module.css";

/** A template as somebody called Anna would read it. */
export function Preview({ text, title }: { text: string; title: string }) {
  const { words } = useWords();
  return (
    <div class={styles.preview}>
      <h3>{title}</h3>
      <p class={styles.bubble}>{text.trim().replaceAll("{name}", words.templates.sample)}</p>
    </div>
  );
}
