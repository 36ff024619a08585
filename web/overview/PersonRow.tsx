import type { Row } from "../api/types";
import { useWords } from "../i18n/useWords";
import { nameOf } from "../messages/nameOf";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import { moodOfWait } from "./mood";
import styles from "./PersonRow.module.css";

interface Properties {
  row: Row;
  /** Given where the time is a wait. */
  limitMinutes?: number;
  /** Absent where a row leads nowhere. */
  onOpen?(): void;
}

/** A person behind a number; who waits, with for how long. */
export function PersonRow({ row, limitMinutes, onOpen }: Properties) {
  const { format, words } = useWords();
  const now = useNow();
  const { person, at, text } = row;
  const waited = at && limitMinutes !== undefined ? format.wait((now - Date.parse(at)) / 1000) : null;
  const said = (
    <>
      <Avatar id={person.id} name={nameOf(person)} />
      <span class={styles.main}>
        <span class={styles.name}>
          {nameOf(person)}
          {person.username && <span> @{person.username}</span>}
        </span>
        {text && <span class={styles.text}>{text}</span>}
      </span>
      {at && (
        <time
          dateTime={at}
          title={format.moment(at)}
          data-mood={waited === null ? undefined : moodOfWait(at, limitMinutes ?? 0, now)}
        >
          {waited === null ? (
            format.agoShort(at, now)
          ) : (
            <>
              <Icon name="clock" size={14} />
              <span class="unseen">{words.overview.waits} </span>
              {waited}
            </>
          )}
        </time>
      )}
    </>
  );
  return onOpen ? (
    <button type="button" class={styles.row} onClick={onOpen}>
      {said}
      <Icon name="next" size={16} />
    </button>
  ) : (
    <div class={styles.row}>{said}</div>
  );
}
