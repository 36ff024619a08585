import { useWords } from "../i18n/useWords";
import { describe } from "../messages/describe";
import { nameOf } from "../messages/nameOf";
import { Icon } from "../ui/icons";
import { authorOf } from "./authorOf";
import styles from "./Bubble.module.css";
import { BubbleView } from "./BubbleView";
import type { Block } from "./grouping";
import { RichText } from "./RichText";
import { useTalk } from "./TalkContext";

/** Bubbles of one author, or one line that is no bubble: a note, what Telegram said, what was deleted. */
export function BlockView({ block }: { block: Block }) {
  const { words, format } = useWords();
  const talk = useTalk();
  if (block.look === "bubbles") {
    const { author, side, bubbles } = block;
    // A private chat has one person only, and the header says who; in a group each is named.
    const person = bubbles[0]?.item.person;
    return (
      <div class={styles.block} data-side={side}>
        {(side !== "person" || person) && (
          <p class={styles.author}>
            {side === "bot" && <Icon name="berry" size={14} />}
            <bdi>{person ? nameOf(person) : authorOf(author, talk.name, words)}</bdi>
          </p>
        )}
        {bubbles.map((bubble, place) => (
          <BubbleView key={bubble.item.id} bubble={bubble} last={place === bubbles.length - 1} />
        ))}
      </div>
    );
  }
  const { item } = block;
  if (block.look === "note") {
    return (
      <article class={styles.note} data-message={item.id} aria-label={words.conversation.note}>
        <div class={styles.noteHead}>
          <strong>
            <Icon name="lock" size={15} />
            <bdi>{authorOf(item.author, talk.name, words)}</bdi>
          </strong>
          <span>{words.conversation.note}</span>
          <time dateTime={item.sentAt}>{format.clock(item.sentAt)}</time>
          {item.editedAt && (
            <button type="button" class={styles.edited} onClick={() => talk.versions(item)}>
              {words.conversation.edited}
            </button>
          )}
          <button
            type="button"
            class={styles.more}
            aria-label={words.conversation.act.menu}
            aria-haspopup="dialog"
            onClick={() => talk.acts(item)}
          >
            <Icon name="dots" size={18} />
          </button>
        </div>
        <RichText text={item.text ?? ""} large={false} />
      </article>
    );
  }
  const deleted = block.look === "deleted";
  return (
    <div class={styles.service} data-message={item.id}>
      <p>
        {deleted ? (
          <>
            <bdi>{authorOf(item.author, talk.name, words)}</bdi>: {words.conversation.deleted}
          </>
        ) : (
          <bdi>{describe(item, words)}</bdi>
        )}{" "}
        <time dateTime={item.sentAt}>{format.clock(item.sentAt)}</time>
      </p>
    </div>
  );
}
