import type { FeedItem } from "../api/types";
import { useWords } from "../i18n/useWords";
import type { Whole } from "../messages/albums";
import { describe, iconOf, isService, kindName } from "../messages/describe";
import { nameOf } from "../messages/nameOf";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/icons";
import styles from "./FeedRow.module.css";

interface Properties {
  row: Whole<FeedItem>;
  now: number;
  onOpen(): void;
}

/** One message of the feed: who, what, when; answers say to whom. */
export function FeedRow({ row, now, onOpen }: Properties) {
  const { words, format } = useWords();
  const { overview } = words;
  const { item } = row;
  const person = row.person ? nameOf(row.person) : words.unknown;
  const icon = iconOf(item);
  const incoming = item.direction === "in";
  return (
    <button type="button" class={styles.row} data-row onClick={onOpen}>
      {incoming ? (
        <Avatar id={row.person?.id ?? 0} name={person} />
      ) : (
        <span class={styles.bot}>
          <Icon name="berry" size={19} />
        </span>
      )}
      <span class={styles.main}>
        <span class={styles.name}>
          {incoming ? person : row.staff ? overview.staff : overview.bot}
          {!incoming && <span class={styles.to}>{overview.to(person)}</span>}
        </span>
        <span class={styles.text}>{describe(item, words)}</span>
      </span>
      <span class={styles.side}>
        <time dateTime={item.sentAt}>{format.agoShort(item.sentAt, now)}</time>
        {item.kind !== "text" && !isService(item.kind, words) && (
          <span class={styles.kind}>
            {icon && <Icon name={icon} size={14} />}
            {kindName(item.kind, words)}
          </span>
        )}
        {row.parts > 1 && <span>{words.activity.album(row.parts)}</span>}
        {item.state === "failed" && <span class={styles.failed}>{words.state.failed}</span>}
      </span>
    </button>
  );
}
