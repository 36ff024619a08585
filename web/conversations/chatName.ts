import type { Conversation } from "../api/types";
import { nameOf } from "../messages/nameOf";

/** What a conversation goes by: the title of a group, the name of a person. */
export function chatName(chat: Pick<Conversation, "chatId" | "title" | "person">): string {
  return chat.title || (chat.person ? nameOf(chat.person) : String(chat.chatId));
}

/** Up to two letters for a colleague. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
}
