import type { Person } from "../api/types";

/** What to call a person; the name is empty when the person is no longer known. */
export function nameOf(person: Person): string {
  const full = [person.firstName, person.lastName].filter(Boolean).join(" ");
  return full || (person.username ? `@${person.username}` : String(person.id));
}
