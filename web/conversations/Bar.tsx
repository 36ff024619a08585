import { useWords } from "../i18n/useWords";
import { Icon, type IconName } from "../ui/icons";
import styles from "./Composer.module.css";

interface Properties {
  icon: IconName;
  title: string;
  text: string;
  onCancel(): void;
}

/** What the next words belong to: an answer to a message, a change of one, a note. */
export function Bar({ icon, title, text, onCancel }: Properties) {
  const { words } = useWords();
  return (
    <div class={styles.bar}>
      <Icon name={icon} size={20} />
      <p>
        <strong>{title}</strong>
        <bdi>{text}</bdi>
      </p>
      <button type="button" aria-label={words.conversation.cancel} onClick={onCancel}>
        <Icon name="close" size={20} />
      </button>
    </div>
  );
}
