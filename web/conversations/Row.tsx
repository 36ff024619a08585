import type { DeliveryState } from "../api/types";
import { useWords } from "../i18n/useWords";
import { reasonOf } from "../messages/reasonOf";
import { Avatar } from "../ui/Avatar";
import { Icon, type IconName } from "../ui/icons";
import { chatName, initials } from "./chatName";
import { pieces } from "./highlight";
import { Last } from "./Last";
import { Marked } from "./Marked";
import type { Listing } from "./order";
import styles from "./Row.module.css";
import { useLongPress } from "./useLongPress";
import { WaitingBadge } from "./WaitingBadge";

/** What a row may ask for. */
export interface RowActs {
  open(chat: Listing): void;
  done(chat: Listing): void;
  snooze(chat: Listing): void;
  menu(chat: Listing): void;
  /** @param stretch whether all rows since the one chosen before are meant */
  select(chat: Listing, stretch: boolean): void;
}

interface Properties {
  chat: Listing;
  now: number;
  limitMinutes: number;
  search: string;
  me: string;
  current: boolean;
  /** Whether it is chosen; null where nothing can be. */
  selected: boolean | null;
  acts: RowActs;
}

const ticks: Record<DeliveryState, IconName | null> = {
  received: null,
  queued: "clock",
  sent: "check",
  failed: "alert",
  unknown: "help",
};

const TAGS = 2;

/** One conversation: who, the last word, how long they wait, whose it is. */
export function Row({ chat, now, limitMinutes, search, me, current, selected, acts }: Properties) {
  const { words, format } = useWords();
  const { inbox } = words;
  const press = useLongPress(() => acts.menu(chat));
  const name = chatName(chat);
  const last = chat.lastMessage;
  const tick = last?.direction === "out" ? ticks[last.state] : null;
  const done = chat.doneAt !== undefined;
  const snoozed = chat.snoozedUntil && Date.parse(chat.snoozedUntil) > now ? chat.snoozedUntil : null;
  return (
    <li
      class={styles.row}
      data-chat={chat.chatId}
      data-gone={chat.gone ?? false}
      data-selected={selected ?? false}
      {...press}
    >
      <button
        type="button"
        class={styles.open}
        data-row
        data-unread={chat.unread}
        aria-current={current ? "true" : undefined}
        onClick={() => acts.open(chat)}
      >
        <span class={styles.face}>
          <Avatar id={chat.person?.id ?? chat.chatId} name={name} />
          {chat.assignee && (
            <span class={styles.assignee} title={inbox.assigned(chat.assignee.name)} aria-hidden="true">
              {initials(chat.assignee.name)}
            </span>
          )}
        </span>
        <span class={styles.main}>
          <span class={styles.line}>
            <span class={styles.name}>
              <Marked pieces={pieces(name, search)} />
            </span>
            {last && (
              <time class={styles.when} dateTime={last.sentAt} title={format.moment(last.sentAt)}>
                {tick && (
                  <span class={styles.tick} data-state={last.state} title={words.state[last.state]}>
                    <Icon name={tick} size={14} />
                    <span class="unseen">{words.state[last.state]}, </span>
                  </span>
                )}
                {format.agoShort(last.sentAt, now)}
              </time>
            )}
          </span>
          <span class={styles.line}>
            <Last chat={chat} search={search} me={me} />
            {chat.waitingSince && !done && !snoozed && !chat.gone && (
              <WaitingBadge since={chat.waitingSince} now={now} limitMinutes={limitMinutes} />
            )}
            {chat.unread && !chat.gone && <span class={styles.dot} />}
          </span>
          {(chat.tags.length > 0 || snoozed || chat.unreachable || chat.gone) && (
            <span class={styles.marks}>
              {chat.gone && <span>{inbox.gone}</span>}
              {chat.unreachable && (
                <span
                  class={styles.unreachable}
                  title={reasonOf({ state: "failed", reason: chat.unreachable }, words)}
                >
                  <Icon name="blocked" size={13} />
                  {inbox.unreachable}
                </span>
              )}
              {snoozed && (
                <span title={inbox.snoozedTitle(format.moment(snoozed))}>
                  <Icon name="snooze" size={13} />
                  {inbox.snoozed(format.soon(snoozed))}
                </span>
              )}
              {chat.tags.slice(0, TAGS).map((tag) => (
                <span key={tag} class={styles.tag}>
                  {tag}
                </span>
              ))}
              {chat.tags.length > TAGS && (
                <span title={chat.tags.slice(TAGS).join(", ")}>
                  {inbox.moreTags(chat.tags.length - TAGS)}
                </span>
              )}
            </span>
          )}
        </span>
        <span class="unseen">
          {[chat.unread && inbox.unread, chat.assignee && inbox.assigned(chat.assignee.name)]
            .filter(Boolean)
            .join(", ")}
        </span>
      </button>
      {selected !== null && (
        <label class={styles.check}>
          <input
            type="checkbox"
            checked={selected}
            aria-label={inbox.select(name)}
            onClick={(event) => acts.select(chat, event.shiftKey)}
          />
        </label>
      )}
      <span class={styles.acts}>
        {!done && (
          <>
            <button
              type="button"
              class={styles.quick}
              title={inbox.act.done}
              aria-label={`${inbox.act.done}: ${name}`}
              onClick={() => acts.done(chat)}
            >
              <Icon name="check" size={19} />
            </button>
            <button
              type="button"
              class={styles.quick}
              title={inbox.act.snooze}
              aria-label={`${inbox.act.snooze}: ${name}`}
              onClick={() => acts.snooze(chat)}
            >
              <Icon name="snooze" size={19} />
            </button>
          </>
        )}
        <button type="button" aria-label={inbox.actions(name)} onClick={() => acts.menu(chat)}>
          <Icon name="dots" size={20} />
        </button>
      </span>
    </li>
  );
}
