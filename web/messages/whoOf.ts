import type { Message } from "../api/types";
import type { Words } from "../i18n/en";

/** Who wrote a message, as its reader calls them: me, the bot, or the name of whoever of the team answered. */
export function whoOf({ direction, author }: Pick<Message, "direction" | "author">, words: Words): string {
  if (direction === "in") return words.activity.me;
  if (author === undefined || author === "person") return words.activity.bot;
  if (author === "team") return words.conversation.team;
  return author === "bot" ? words.overview.bot : author;
}
