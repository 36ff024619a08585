import { useWords } from "../i18n/useWords";
import { Icon, type IconName } from "../ui/icons";
import styles from "./BulkBar.module.css";

export type BulkChoice = "done" | "snooze" | "assign";

const choices: Array<[BulkChoice, IconName]> = [
  ["done", "check"],
  ["snooze", "snooze"],
  ["assign", "person"],
];

interface Properties {
  count: number;
  onChoose(choice: BulkChoice): void;
  onClear(): void;
}

/** What can be done to all chosen rows at once. */
export function BulkBar({ count, onChoose, onClear }: Properties) {
  const { words } = useWords();
  return (
    <div class={styles.bar} role="toolbar" aria-label={words.inbox.selected(count)}>
      <button type="button" title={words.inbox.deselect} aria-label={words.inbox.deselect} onClick={onClear}>
        <Icon name="close" size={18} />
      </button>
      <p aria-live="polite">{words.inbox.selected(count)}</p>
      {choices.map(([choice, icon]) => (
        <button
          key={choice}
          type="button"
          title={words.inbox.act[choice]}
          aria-label={words.inbox.act[choice]}
          onClick={() => onChoose(choice)}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
