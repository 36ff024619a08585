import type { Conversation } from "../api/types";
import { LiveDot } from "../app/LiveDot";
import { useWords } from "../i18n/useWords";
import { inTelegram } from "../telegram/telegram";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import styles from "./Head.module.css";
import { WaitingBadge } from "./WaitingBadge";

interface Properties {
  conversation: Conversation | undefined;
  name: string;
  limitMinutes: number;
  onBack(): void;
  onAbout(): void;
  onMenu(): void;
  onDone(): void;
}

/** Whose conversation it is, how long they wait, who answers, and the way to everything else. */
export function Head({ conversation, name, limitMinutes, onBack, onAbout, onMenu, onDone }: Properties) {
  const { words, format } = useWords();
  const talk = words.conversation;
  return (
    <header class={styles.head}>
      {!inTelegram && (
        <button
          type="button"
          class={`${styles.button} ${styles.back}`}
          aria-label={talk.back}
          onClick={onBack}
        >
          <Icon name="back" size={22} />
        </button>
      )}
      <button type="button" class={styles.who} aria-haspopup="dialog" onClick={onAbout}>
        <Avatar id={conversation?.person?.id ?? conversation?.chatId ?? 0} name={name} />
        <span class={styles.names}>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <span class={styles.facts}>
            {conversation && <State conversation={conversation} limitMinutes={limitMinutes} />}
            <span class={styles.owner}>
              {conversation &&
                (conversation.assignee ? words.inbox.assigned(conversation.assignee.name) : talk.unassigned)}
            </span>
            {conversation?.tags.map((tag) => (
              <bdi key={tag} class={styles.tag}>
                {tag}
              </bdi>
            ))}
          </span>
        </span>
      </button>
      <span class={styles.live}>
        <LiveDot />
      </span>
      {conversation && (
        <button
          type="button"
          class={styles.button}
          aria-label={conversation.doneAt ? words.inbox.act.reopen : words.inbox.act.done}
          title={`${conversation.doneAt ? words.inbox.act.reopen : words.inbox.act.done} (E)`}
          onClick={onDone}
        >
          <Icon name={conversation.doneAt ? "undo" : "check"} size={22} />
        </button>
      )}
      <button
        type="button"
        class={styles.button}
        aria-label={talk.menu.open}
        aria-haspopup="dialog"
        onClick={onMenu}
      >
        <Icon name="dots" size={22} />
      </button>
      <span class="unseen">{conversation?.waitingSince && format.moment(conversation.waitingSince)}</span>
    </header>
  );
}

function State({ conversation, limitMinutes }: { conversation: Conversation; limitMinutes: number }) {
  const { words, format } = useWords();
  const now = useNow(10_000);
  const { waitingSince, doneAt, snoozedUntil } = conversation;
  if (doneAt) return <span class={styles.badge}>{words.inbox.act.done}</span>;
  if (snoozedUntil && Date.parse(snoozedUntil) > now)
    return <span class={styles.badge}>{words.inbox.snoozed(format.soon(snoozedUntil))}</span>;
  if (!waitingSince) return null;
  return <WaitingBadge since={waitingSince} now={now} limitMinutes={limitMinutes} />;
}
