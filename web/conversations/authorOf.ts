import type { Words } from "../i18n/en";

/** The name an author goes by: the person's, the bot's, of whoever of the team it was, or the team's if nobody knows. */
export function authorOf(author: string, person: string, words: Words): string {
  if (author === "person") return person;
  if (author === "team") return words.team.title;
  return author === "bot" ? words.overview.bot : author;
}
