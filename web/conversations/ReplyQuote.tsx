import type { ConversationMessage } from "../api/types";
import { useWords } from "../i18n/useWords";
import { authorOf } from "./authorOf";
import styles from "./Bubble.module.css";
import { useTalk } from "./TalkContext";

/** The message an answer belongs to; pressing it goes there. */
export function ReplyQuote({ quote }: { quote: NonNullable<ConversationMessage["replyTo"]> }) {
  const { words } = useWords();
  const talk = useTalk();
  const { id } = quote;
  const inside = (
    <>
      <strong>{authorOf(quote.author, talk.name, words)}</strong>
      <bdi>{quote.text ?? words.conversation.noText}</bdi>
    </>
  );
  return id ? (
    <button type="button" class={styles.quote} onClick={() => talk.jump(id)}>
      {inside}
    </button>
  ) : (
    <p class={styles.quote}>{inside}</p>
  );
}
