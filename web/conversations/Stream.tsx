import type { ComponentChildren } from "preact";
import { useMemo } from "react";
import type { ConversationMessage } from "../api/types";
import { useWords } from "../i18n/useWords";
import { isService } from "../messages/describe";
import { Icon } from "../ui/icons";
import { BlockView } from "./BlockView";
import { byDays } from "./grouping";
import styles from "./Stream.module.css";
import type { ThreadScroll } from "./useThreadScroll";

interface Properties {
  /** Oldest first. */
  items: ConversationMessage[];
  unread: string | undefined;
  scroll: ThreadScroll;
  /** What stands above the first message: the beginning, or that more is coming. */
  above: ComponentChildren;
  /** What is on its way, after the last message. */
  below: ComponentChildren;
  /** How many have come while the reader was elsewhere. */
  fresh: number;
  onNewest(): void;
}

/** The messages, by days, scrolling under a sticky date. */
export function Stream({ items, unread, scroll, above, below, fresh, onNewest }: Properties) {
  const { words, format } = useWords();
  const days = useMemo(() => byDays(items, (kind) => isService(kind, words), unread), [items, unread, words]);
  return (
    <div class={styles.frame}>
      <section
        ref={scroll.scroller}
        class={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long conversation must scroll by keyboard too
        tabIndex={0}
        aria-label={words.conversation.messages}
      >
        <div ref={scroll.content} class={styles.content} role="log" aria-live="polite">
          {above}
          {days.map(({ day, at, blocks }) => (
            <section key={day} aria-label={format.day(at)}>
              <h2 class={styles.day}>
                <span>{format.day(at)}</span>
              </h2>
              {blocks.map((block) => {
                const first = block.look === "bubbles" ? block.bubbles[0]?.item : block.item;
                return (
                  <div key={first?.id}>
                    {first?.id === unread && unread !== undefined && (
                      <p class={styles.unread}>
                        <span>{words.conversation.newLine}</span>
                      </p>
                    )}
                    <BlockView block={block} />
                  </div>
                );
              })}
            </section>
          ))}
          {below}
        </div>
      </section>
      {!scroll.pinned && (
        <button
          type="button"
          class={styles.newest}
          data-fresh={fresh > 0}
          aria-label={
            fresh > 0
              ? `${words.conversation.fresh(fresh)}. ${words.conversation.toNewest}`
              : words.conversation.toNewest
          }
          onClick={onNewest}
        >
          {fresh > 0 && <span>{words.conversation.fresh(fresh)}</span>}
          <Icon name="down" size={20} />
        </button>
      )}
    </div>
  );
}
