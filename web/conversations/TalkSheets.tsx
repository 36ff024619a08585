import type { Conversation, ConversationDetail, ConversationMessage } from "../api/types";
import type { Viewable } from "../files/Viewable";
import { Viewer } from "../files/Viewer";
import { About } from "./About";
import { type Ask, Asking } from "./Asking";
import { useDeeds } from "./DeedsContext";
import { MessageActs } from "./MessageActs";
import { VersionsSheet } from "./VersionsSheet";

/** What lies over the conversation; one at a time. */
export type Over =
  | { look: "about" }
  | { look: "ask"; asks: Ask["what"] }
  | { look: "acts"; item: ConversationMessage }
  | { look: "versions"; item: ConversationMessage }
  | { look: "files"; files: Viewable[]; start: number };

interface Properties {
  over: Over | null;
  detail: ConversationDetail | undefined;
  conversation: Conversation | undefined;
  name: string;
  onOver(over: Over | null): void;
}

export function TalkSheets({ over, detail, conversation, name, onOver }: Properties) {
  const { act, say } = useDeeds();
  const close = () => onOver(null);
  if (!over) return null;
  if (over.look === "files") return <Viewer files={over.files} start={over.start} onClose={close} />;
  if (over.look === "acts")
    return <MessageActs item={over.item} onSay={(text) => say({ text })} onClose={close} />;
  if (over.look === "versions") return <VersionsSheet item={over.item} onClose={close} />;
  if (!detail || !conversation) return null;
  if (over.look === "about") return <About detail={detail} name={name} onClose={close} />;
  return (
    <Asking
      ask={{ what: over.asks, chats: [conversation] }}
      onAsk={(ask) => onOver(ask && { look: "ask", asks: ask.what })}
      onWish={act}
      onAbout={() => onOver({ look: "about" })}
    />
  );
}
