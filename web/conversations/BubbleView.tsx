import type { ConversationMessage } from "../api/types";
import { useWords } from "../i18n/useWords";
import { reasonOf } from "../messages/reasonOf";
import { Icon } from "../ui/icons";
import styles from "./Bubble.module.css";
import { Content } from "./Content";
import type { Bubble } from "./grouping";
import { isEmoji } from "./length";
import { ReplyQuote } from "./ReplyQuote";
import { useTalk } from "./TalkContext";
import { Ticks } from "./Ticks";
import { useSwipe } from "./useSwipe";

interface Properties {
  bubble: Bubble;
  /** The last of its block carries the time; so does one whose state leaves a question. */
  last: boolean;
}

/** One message or album, with its state and what may be done with it. */
export function BubbleView({ bubble, last }: Properties) {
  const { words, format } = useWords();
  const talk = useTalk();
  const { item } = bubble;
  const swipe = useSwipe(() => talk.reply(item));
  const out = item.direction === "out";
  const bare = item.kind === "sticker" || (item.kind === "text" && isEmoji(item.text ?? "") && !item.replyTo);
  const troubled = item.state === "failed" || item.state === "unknown";
  const time = last || item.editedAt || (out && item.state !== "sent");
  return (
    <div class={styles.line}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same acts stand behind the button beside it */}
      <div
        ref={swipe}
        class={styles.bubble}
        data-message={item.id}
        data-bare={bare}
        data-troubled={troubled ? item.state : undefined}
        onContextMenu={(event) => {
          if ((event.target as Element).closest("a, button, audio, video")) return;
          if (window.getSelection()?.toString()) return;
          event.preventDefault();
          talk.acts(item);
        }}
      >
        {item.replyTo && <ReplyQuote quote={item.replyTo} />}
        <Content bubble={bubble} />
        {time && (
          <p class={styles.foot}>
            {item.editedAt && (
              <button type="button" class={styles.edited} onClick={() => talk.versions(item)}>
                {words.conversation.edited}
              </button>
            )}
            {(last || troubled) && (
              <time dateTime={item.sentAt} title={format.moment(item.sentAt)}>
                {format.clock(item.sentAt)}
              </time>
            )}
            {out && <Ticks state={item.state} />}
          </p>
        )}
        {troubled && <Trouble item={item} />}
        {item.changeFailed && <Unchanged item={item} failed={item.changeFailed} />}
      </div>
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
  );
}

function Trouble({ item }: { item: ConversationMessage }) {
  const { words } = useWords();
  const talk = useTalk();
  const { conversation } = words;
  return (
    <div class={styles.trouble} data-state={item.state}>
      <p>
        <strong>{conversation.tick[item.state]}.</strong> {reasonOf(item, words)}
      </p>
      <div>
        <button type="button" onClick={() => talk.retry(item)}>
          {item.state === "unknown" ? conversation.sendAgain : conversation.retry}
        </button>
        {item.mayDelete && (
          <button type="button" onClick={() => talk.remove(item)}>
            {conversation.act.remove}
          </button>
        )}
      </div>
    </div>
  );
}

/** What was to be changed, and stands as it was. */
function Unchanged({
  item,
  failed,
}: {
  item: ConversationMessage;
  failed: NonNullable<ConversationMessage["changeFailed"]>;
}) {
  const { words } = useWords();
  const talk = useTalk();
  const { conversation } = words;
  return (
    <div class={styles.trouble} data-state="failed">
      <p>
        <strong>{conversation.unchanged[failed.what]}.</strong>{" "}
        {reasonOf({ state: "failed", reason: failed.reason }, words)}
      </p>
      <div>
        <button type="button" onClick={() => talk.retry(item)}>
          {conversation.retry}
        </button>
      </div>
    </div>
  );
}
