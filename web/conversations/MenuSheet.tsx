import type { Conversation } from "../api/types";
import { useWords } from "../i18n/useWords";
import { type Act, Acts } from "./Acts";
import { chatName } from "./chatName";

export type MenuChoice = "done" | "reopen" | "snooze" | "wake" | "assign" | "tags";

interface Properties {
  chat: Conversation;
  onChoose(choice: MenuChoice): void;
  /** Tells more about the one who writes; absent in the list, where a tap on the row leads to it. */
  onAbout?: (() => void) | undefined;
  onClose(): void;
}

/** Everything that can be done to a whole conversation. */
export function MenuSheet({ chat, onChoose, onAbout, onClose }: Properties) {
  const { words } = useWords();
  const { act, nobody } = words.inbox;
  const { doneAt, snoozedUntil, assignee, tags } = chat;
  const snoozed = snoozedUntil !== undefined && Date.parse(snoozedUntil) > Date.now();
  const one = (choice: MenuChoice, icon: Act["icon"], hint?: string): Act => ({
    icon,
    name: act[choice],
    hint,
    run: () => onChoose(choice),
  });
  return (
    <Acts
      title={chatName(chat)}
      onClose={onClose}
      acts={[
        doneAt ? one("reopen", "undo") : one("done", "check"),
        ...(doneAt ? [] : [one("snooze", "snooze")]),
        ...(snoozed ? [one("wake", "undo")] : []),
        one("assign", "person", assignee?.name ?? nobody),
        one("tags", "tag", tags.join(", ")),
        ...(onAbout
          ? [{ icon: "help", name: words.conversation.menu.about, run: onAbout } satisfies Act]
          : []),
      ]}
    />
  );
}
