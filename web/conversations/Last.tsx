import type { Conversation, LastMessage } from "../api/types";
import type { Words } from "../i18n/en";
import { useWords } from "../i18n/useWords";
import { describe, iconOf } from "../messages/describe";
import { Icon } from "../ui/icons";
import { excerpt } from "./highlight";
import { Marked } from "./Marked";
import styles from "./Row.module.css";

interface Properties {
  chat: Conversation;
  search: string;
  /** The reader's own name in the team. */
  me: string;
}

/** The last thing said, in one line: by whom, of what kind, what. */
export function Last({ chat, search, me }: Properties) {
  const { words } = useWords();
  const last = chat.lastMessage;
  if (!last) return <span class={styles.text}>{words.inbox.noMessage}</span>;
  const author = authorOf(last, me, words);
  const icon = last.kind === "note" ? "write" : iconOf(last);
  return (
    <span class={styles.text}>
      {author && <span class={styles.author}>{words.inbox.says(author)}</span>}
      {icon && (
        <span class={styles.kind}>
          <Icon name={icon} size={15} />
        </span>
      )}
      <Marked pieces={excerpt(describe(last, words), search)} />
    </span>
  );
}

function authorOf(last: LastMessage, me: string, words: Words): string | null {
  if (last.direction === "in") return null;
  if (last.author === "bot") return words.overview.bot;
  return last.author === me ? words.inbox.you : last.author;
}
