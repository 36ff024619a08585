import type { ConversationDetail, ConversationMessage } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { describe } from "../messages/describe";
import { reasonOf } from "../messages/reasonOf";
import { Button } from "../ui/Button";
import { useNow } from "../ui/useNow";
import { Composer } from "./Composer";
import styles from "./Composer.module.css";
import type { Outgoing } from "./Outbox";
import { useTalk } from "./TalkContext";
import { Told } from "./Told";
import type { Uploads } from "./useUploads";
import type { Writing } from "./useWriting";

interface Properties {
  detail: ConversationDetail | undefined;
  /** Oldest first. */
  items: ConversationMessage[];
  writing: Writing;
  uploads: Uploads;
  /** An answer that waits because a colleague was faster. */
  answered: Outgoing | undefined;
  onEditLast(): void;
  onSend(done: boolean): void;
}

/** Below the messages: who else is writing, a question before sending, and the field, or why there is none. */
export function Foot({ detail, items, writing, uploads, answered, onEditLast, onSend }: Properties) {
  const { words, language } = useWords();
  const talk = useTalk();
  const conversation = detail?.conversation;
  const replying = detail?.replying.map(({ name }) => name) ?? [];
  const say = replying.length > 1 ? words.conversation.replyingMany : words.conversation.replying;
  const closed =
    conversation?.unreachable !== undefined && writing.mode !== "note" && writing.mode !== "edit";
  return (
    <footer class={styles.foot}>
      <Told class={styles.told} />
      <p class={replying.length > 0 ? styles.replying : "unseen"} aria-live="polite">
        {replying.length > 0 && <bdi>{say(replying.join(", "))}</bdi>}
      </p>
      {answered && <Answered entry={answered} items={items} onDraft={() => writing.takeBack(answered)} />}
      {closed ? (
        <div class={styles.closed}>
          <strong>{words.conversation.unreachable}</strong>
          <p>{reasonOf({ state: "failed", reason: conversation.unreachable ?? "" }, words)}</p>
          <Button look="plain" onClick={() => writing.setMode("note")}>
            {words.conversation.noteMode}
          </Button>
        </div>
      ) : (
        <Composer
          mode={writing.mode}
          text={writing.text}
          onText={writing.setText}
          onMode={writing.setMode}
          name={talk.name}
          firstName={conversation && (conversation.person?.firstName ?? "")}
          language={conversation?.person?.language ?? language}
          reply={writing.replyTo ? { item: items.find(({ id }) => id === writing.replyTo) } : null}
          onNoReply={() => writing.setReply(undefined)}
          editing={writing.editing}
          onNoEdit={() => writing.setEditing(null)}
          onEditLast={onEditLast}
          uploads={uploads}
          busy={writing.busy}
          onSend={onSend}
        />
      )}
    </footer>
  );
}

/** A colleague answered while this was being written: what they said, and what to do with the own words. */
function Answered({
  entry,
  items,
  onDraft,
}: {
  entry: Outgoing;
  items: ConversationMessage[];
  onDraft(): void;
}) {
  const { words, format } = useWords();
  const { outbox } = useBerry();
  const now = useNow(5_000);
  const author = entry.colleague?.author ?? "";
  const said = items.findLast(
    (item) => item.direction === "out" && item.author === author && item.kind !== "note",
  );
  const at = entry.colleague?.at ?? said?.sentAt;
  return (
    <div class={styles.answered} role="alert">
      <p>
        <strong>{words.conversation.colleague(author, at ? format.ago(at, now) : "")}</strong>
        {said && (
          <>
            {": "}
            <bdi>{describe(said, words)}</bdi>
          </>
        )}
      </p>
      <div>
        <Button onClick={() => outbox.again(entry.key, true)}>{words.conversation.sendAnyway}</Button>
        <Button look="soft" onClick={onDraft}>
          {words.conversation.keepDraft}
        </Button>
      </div>
    </div>
  );
}
