import type { Words } from "../i18n/en";
import type { FilterName } from "./view";

/** What a filter is set to, in the reader's words. */
export function filterValue(name: FilterName, value: string, words: Words): string {
  if (name === "unread") return words.inbox.unreadOnly;
  if (name === "language") return words.inbox.languages[value] ?? value;
  return value;
}
