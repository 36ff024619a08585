import { useSyncExternalStore } from "react";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import styles from "./UpdateNote.module.css";
import { useBerry, usePlace } from "./useBerry";

/** Says on every other screen that an answer has not reached Berry yet, and leads to it. */
export function Unsent() {
  const { words } = useWords();
  const { outbox, router } = useBerry();
  const place = usePlace();
  const entries = useSyncExternalStore(outbox.watch, () => outbox.entries);
  const here = place.screen === "conversation" ? Number(place.parameters.chat) : null;
  const unsent = entries.filter(
    ({ stage, chatId }) =>
      chatId !== here && (stage === "waiting" || stage === "refused" || stage === "answered"),
  );
  const first = unsent.find(({ stage }) => stage !== "waiting") ?? unsent[0];
  if (!first) return null;
  const say = first.stage === "waiting" ? words.conversation.waitsForLine : words.conversation.needsYou;
  return (
    <div class={styles.note} role="status">
      <p>{say(unsent.filter(({ stage }) => (stage === "waiting") === (first.stage === "waiting")).length)}</p>
      <Button look="soft" onClick={() => router.go("conversation", { chat: String(first.chatId) })}>
        {words.conversation.show}
      </Button>
    </div>
  );
}
