import type { FeedItem } from "../api/types";
import { useWords } from "../i18n/useWords";
import type { Whole } from "../messages/albums";
import { describe, isService, kindName } from "../messages/describe";
import { nameOf } from "../messages/nameOf";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/icons";
import styles from "./FeedRow.module.css";

interface Properties {
  item: Whole<FeedItem>;
  now: number;
  onOpen(): void;
}

/** One message of the feed: who, what, when; answers say to whom. */
export function FeedRow({ item, now, onOpen }: Properties) {
  const { words, format } = useWords();
  const { overview } = words;
  const person = item.person ? nameOf(item.person) : words.unknown;
  const incoming = item.direction === "in";
  return (
    <button type="button" class={styles.row} data-row onClick={onOpen}>
      {incoming ? (
        <Avatar id={item.person?.id ?? 0} name={person} />
      ) : (
        <span class={styles.bot}>
          <Icon name="berry" size={19} />
        </span>
      )}
      <span class={styles.main}>
        <span class={styles.name}>
          {incoming ? person : item.staff ? overview.staff : overview.bot}
          {!incoming && <span class={styles.to}>{overview.to(person)}</span>}
        </span>
        <span class={styles.text}>{describe(item, words)}</span>
      </span>
      <span class={styles.side}>
        <time dateTime={item.at}>{format.agoShort(item.at, now)}</time>
        {item.kind !== "text" && !isService(item.kind, words) && (
          <span class={styles.kind}>{kindName(item.kind, words)}</span>
        )}
        {item.parts > 1 && <span>{words.activity.album(item.parts)}</span>}
        {item.state === "failed" && <span class={styles.failed}>{words.state.failed}</span>}
      </span>
    </button>
  );
}
