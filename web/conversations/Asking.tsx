import type { Conversation } from "../api/types";
import { AssignSheet } from "./AssignSheet";
import { MenuSheet } from "./MenuSheet";
import { SnoozeSheet } from "./SnoozeSheet";
import { TagsSheet } from "./TagsSheet";
import { assign, finish, label, reopen, snooze, type Wish } from "./wishes";

/** What is being asked of the reader, about which conversations. */
export interface Ask {
  what: "menu" | "snooze" | "assign" | "tags";
  chats: Conversation[];
}

interface Properties {
  ask: Ask;
  onAsk(ask: Ask | null): void;
  onWish(wish: Wish): void;
  /** Tells more about the one who writes. */
  onAbout?: () => void;
}

/** The sheet for what is asked; an answer becomes a wish. */
export function Asking({ ask, onAsk, onWish, onAbout }: Properties) {
  const { what, chats } = ask;
  const [chat] = chats;
  const close = () => onAsk(null);
  const wish = (answer: Wish) => {
    close();
    onWish(answer);
  };
  if (!chat) return null;
  switch (what) {
    case "menu":
      return (
        <MenuSheet
          chat={chat}
          onClose={close}
          onAbout={onAbout}
          onChoose={(choice) => {
            if (choice === "done") wish(finish(chats, Date.now()));
            else if (choice === "reopen") wish(reopen(chats));
            else if (choice === "wake") wish(snooze(chats, null));
            else onAsk({ what: choice, chats });
          }}
        />
      );
    case "snooze":
      return <SnoozeSheet onClose={close} onChoose={(until) => wish(snooze(chats, until))} />;
    case "assign": {
      const current = chats.every((other) => other.assignee?.id === chat.assignee?.id)
        ? (chat.assignee?.id ?? null)
        : undefined;
      return (
        <AssignSheet current={current} onClose={close} onChoose={(someone) => wish(assign(chats, someone))} />
      );
    }
    case "tags":
      return <TagsSheet chat={chat} onClose={close} onSave={(tags) => wish(label(chat, tags))} />;
  }
}
