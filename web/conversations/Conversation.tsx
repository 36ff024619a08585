import { useBerry, usePlace } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";
import styles from "./Inbox.module.css";
import { TalkView } from "./TalkView";
import { Told } from "./Told";

/** One conversation; which one, and at which message, the place says. */
export function Conversation() {
  const { parameters } = usePlace();
  const chat = Number(parameters.chat);
  if (!parameters.chat || !Number.isSafeInteger(chat)) return <Lost />;
  return <TalkView key={`${chat} ${parameters.at ?? ""}`} chat={chat} at={parameters.at ?? ""} />;
}

export function Lost() {
  const { words } = useWords();
  const { router } = useBerry();
  return (
    <div class={styles.nobody}>
      <h1 class="unseen">{words.tab.inbox}</h1>
      <Note icon="search" title={words.conversation.lost} text={words.conversation.lostHint}>
        <Button look="soft" onClick={() => router.go("inbox")}>
          {words.conversation.back}
        </Button>
      </Note>
      <Told class={styles.toasts} />
    </div>
  );
}
