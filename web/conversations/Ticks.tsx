import type { ConversationMessage } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Icon, type IconName } from "../ui/icons";
import type { Outgoing } from "./Outbox";
import styles from "./Ticks.module.css";

type State = ConversationMessage["state"] | Outgoing["stage"];

const icons: Record<State, IconName | null> = {
  received: null,
  queued: "clock",
  sending: "clock",
  waiting: "clock",
  accepted: "clock",
  answered: "clock",
  sent: "check",
  failed: "alert",
  refused: "alert",
  unknown: "help",
};

/** How far an own message has come, as a sign with a word for who cannot see it. */
export function Ticks({ state }: { state: State }) {
  const { words } = useWords();
  const icon = icons[state];
  if (!icon) return null;
  const word = words.conversation.tick[state];
  return (
    <span class={styles.ticks} data-state={state} title={word}>
      <Icon name={icon} size={15} />
      <span class="unseen">{word}</span>
    </span>
  );
}
