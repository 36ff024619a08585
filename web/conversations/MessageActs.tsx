import type { ConversationMessage } from "../api/types";
import { useWords } from "../i18n/useWords";
import { describe } from "../messages/describe";
import { reasonOf } from "../messages/reasonOf";
import { type Act, Acts } from "./Acts";
import { useTalk } from "./TalkContext";

interface Properties {
  item: ConversationMessage;
  /** Says what came of copying. */
  onSay(text: string): void;
  onClose(): void;
}

/** What may be done with one message; what is not allowed is not there. */
export function MessageActs({ item, onSay, onClose }: Properties) {
  const { words, format } = useWords();
  const talk = useTalk();
  const { act, tick, sendAgain, retry } = words.conversation;
  const note = item.kind === "note";
  const troubled = item.state === "failed" || item.state === "unknown";
  const copy = () =>
    navigator.clipboard
      ?.writeText(item.text ?? "")
      .then(() => onSay(act.copied))
      .catch(() => onSay(act.notCopied)) ?? onSay(act.notCopied);
  const all: Array<Act | false> = [
    !note && !troubled && { icon: "reply", name: act.reply, run: () => talk.reply(item) },
    troubled && {
      icon: "send",
      name: item.state === "unknown" ? sendAgain : retry,
      run: () => talk.retry(item),
    },
    Boolean(item.text) && { icon: "copy", name: act.copy, run: () => void copy() },
    item.mayEdit && { icon: "write", name: act.edit, run: () => talk.edit(item) },
    item.versions > 0 && {
      icon: "history",
      name: act.earlier,
      hint: format.number(item.versions),
      run: () => talk.versions(item),
    },
    item.mayDelete && { icon: "bin", name: act.remove, danger: true, run: () => talk.remove(item) },
  ];
  return (
    <Acts
      title={note ? words.conversation.note : act.title}
      about={
        <>
          <bdi>{describe(item, words)}</bdi>
          <br />
          <small>
            {format.moment(item.sentAt)}
            {item.direction === "out" && !note && ` · ${tick[item.state]}`}
            {troubled && ` · ${reasonOf(item, words)}`}
          </small>
        </>
      }
      acts={all.filter((one) => one !== false)}
      onClose={onClose}
    />
  );
}
