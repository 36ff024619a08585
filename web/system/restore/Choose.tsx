import type { BackupItem } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Note } from "../../ui/Note";
import { StateBadge } from "../backups/StateBadge";
import { restorable } from "./restorable";
import styles from "./Wizard.module.css";

interface Properties {
  items: BackupItem[];
  chosen: string;
  onChoose(name: string): void;
}

/** Which backup. */
export function Choose({ items, chosen, onChoose }: Properties) {
  const { words, format } = useWords();
  const { wizard } = words.backups;
  const offered = items.filter(restorable);
  if (offered.length === 0) return <Note icon="empty" title={wizard.none} />;
  return (
    <div class={styles.parts}>
      <h3>{wizard.choose}</h3>
      <p class={styles.hint}>{wizard.chooseText}</p>
      <ul class={styles.choices}>
        {offered.map((item) => (
          <li key={item.name}>
            <button
              type="button"
              class={styles.choice}
              aria-pressed={item.name === chosen}
              onClick={() => onChoose(item.name)}
            >
              <span class={styles.when}>
                {`${format.day(item.at)}, ${format.clock(item.at)}`}
                <span class={styles.hint}>{format.bytes(item.bytes)}</span>
              </span>
              <StateBadge state={item.state} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
