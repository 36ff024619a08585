import { createContext } from "preact";
import { useContext } from "react";
import type { Conversation, ConversationMessage } from "../api/types";
import type { Viewable } from "../files/Viewable";

/** What may be done with a message of the conversation in view, and whose conversation it is. */
export interface Talk {
  chat: number;
  conversation?: Conversation;
  /** What to call the one who writes. */
  name: string;
  reply(item: ConversationMessage): void;
  edit(item: ConversationMessage): void;
  remove(item: ConversationMessage): void;
  retry(item: ConversationMessage): void;
  /** Opens the list of acts. */
  acts(item: ConversationMessage): void;
  versions(item: ConversationMessage): void;
  /** Goes to a message, which may not be loaded yet. */
  jump(id: string): void;
  view(files: Viewable[], start: number): void;
}

export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (!talk) throw new Error("useTalk is called outside a conversation");
  return talk;
}
