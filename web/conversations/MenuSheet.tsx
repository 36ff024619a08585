import type { Conversation } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Icon, type IconName } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import { chatName } from "./chatName";
import styles from "./Options.module.css";

export type MenuChoice = "done" | "reopen" | "snooze" | "wake" | "assign" | "tags";

interface Properties {
  chat: Conversation;
  onChoose(choice: MenuChoice): void;
  onClose(): void;
}

/** Everything that can be done to a conversation from the list. */
export function MenuSheet({ chat, onChoose, onClose }: Properties) {
  const { words } = useWords();
  const done = chat.doneAt !== undefined;
  const choices: Array<[MenuChoice, IconName]> = [
    done ? ["reopen", "undo"] : ["done", "check"],
    ...(done ? [] : [["snooze", "snooze"] as [MenuChoice, IconName]]),
    ...(chat.snoozedUntil ? [["wake", "undo"] as [MenuChoice, IconName]] : []),
    ["assign", "person"],
    ["tags", "tag"],
  ];
  return (
    <Sheet title={chatName(chat)} onClose={onClose}>
      <ul class={styles.options}>
        {choices.map(([choice, icon]) => (
          <li key={choice}>
            <button type="button" onClick={() => onChoose(choice)}>
              <Icon name={icon} />
              <span class={styles.label}>{words.inbox.act[choice]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
