import type { Message } from "../api/types";
import { Miniature } from "../files/Miniature";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import type { Whole } from "./albums";
import { describe, iconOf, isService, kindName } from "./describe";
import styles from "./MessageRow.module.css";
import { whoOf } from "./whoOf";

interface Properties {
  message: Whole<Message>;
  /** The time as this list tells it. */
  time: string;
  onOpen(): void;
}

/** One of my messages or answers in a list. */
export function MessageRow({ message, time, onOpen }: Properties) {
  const { words } = useWords();
  const mine = message.direction === "in";
  const troubled = message.state === "failed" || message.state === "queued" || message.state === "unknown";
  const service = isService(message.kind, words);
  const icon = iconOf(message) ?? (mine ? "up" : "berry");
  const subtitle = [
    whoOf(message, words),
    !service && message.kind !== "text" && message.text ? kindName(message.kind, words) : null,
    message.parts > 1 ? words.activity.album(message.parts) : null,
    message.editedAt ? words.activity.edited : null,
  ];
  return (
    <button type="button" class={styles.row} data-row onClick={onOpen}>
      <span class={styles.icon} data-mine={mine} data-picture={message.thumbnailId !== undefined}>
        {message.thumbnailId ? (
          <Miniature id={message.thumbnailId} icon={icon} />
        ) : (
          <Icon name={icon} size={18} />
        )}
      </span>
      <span class={styles.main}>
        <span class={styles.text} data-service={service}>
          {describe(message, words)}
        </span>
        <span class={styles.subtitle}>
          {subtitle.filter(Boolean).join(" · ")}
          {troubled && (
            <span class={styles.state} data-state={message.state}>
              {words.state[message.state]}
            </span>
          )}
        </span>
      </span>
      <time class={styles.time} dateTime={message.sentAt}>
        {time}
      </time>
    </button>
  );
}
