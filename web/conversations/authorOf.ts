import type { Words } from "../i18n/en";

/** The name an author goes by: the person's, the bot's, or of whoever of the team it was. */
export function authorOf(author: string, person: string, words: Words): string {
  if (author === "person") return person;
  // Written before Berry noted down who of the team it was.
  if (author === "team") return words.conversation.team;
  return author === "bot" ? words.overview.bot : author;
}
