import type { Message } from "../api/types";
import { dayOf } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import type { Whole } from "../messages/albums";
import { MessageRow } from "../messages/MessageRow";
import styles from "./DayGroups.module.css";

interface Properties {
  /** Newest first. */
  items: Array<Whole<Message>>;
  onOpen(message: Whole<Message>): void;
}

/** Messages under the days they belong to. */
export function DayGroups({ items, onOpen }: Properties) {
  const { format } = useWords();
  return (
    <>
      {byDay(items).map(([day, messages]) => (
        <section key={day} class={styles.day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{format.day(messages[0]?.sentAt ?? day)}</h2>
          <ul>
            {messages.map((message) => (
              <li key={message.id}>
                <MessageRow
                  message={message}
                  time={format.clock(message.sentAt)}
                  onOpen={() => onOpen(message)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** Groups of neighbours with the same local day, in the order given. */
export function byDay<Item extends { sentAt: string }>(items: Item[]): Array<[string, Item[]]> {
  const groups: Array<[string, Item[]]> = [];
  for (const message of items) {
    const day = dayOf(message.sentAt);
    const last = groups.at(-1);
    if (last?.[0] === day) last[1].push(message);
    else groups.push([day, [message]]);
  }
  return groups;
}
