import type { Channel, Duty, Escalation, OnCallContact } from "../../api/types";

export const duties: readonly Duty[] = ["developer", "devops", "support"];

/** The contacts of a role, in the order in which they take turns. */
export function contactsOf(known: Pick<Escalation, "contacts">, duty: Duty): OnCallContact[] {
  return known.contacts.filter(({ role }) => role === duty);
}

/** Why a contact cannot be reached, in words; null when they can. A code nobody knows is not shown. */
export function whyUnreachable(
  { reachable, why }: Pick<OnCallContact, "reachable" | "why">,
  words: Readonly<Record<string, string>>,
): string | null {
  if (reachable) return null;
  return words[why ?? ""] ?? words.unknown ?? null;
}

export type ChannelMood = "good" | "bad" | "plain";

export function moodOfChannel({ set, ok }: Pick<Channel, "set" | "ok">): ChannelMood {
  if (!set || ok === null || ok === undefined) return "plain";
  return ok ? "good" : "bad";
}

/** Moves one a place earlier. */
export function earlier<Item>(items: readonly Item[], item: Item): Item[] {
  const at = items.indexOf(item);
  if (at <= 0) return [...items];
  return [...items.slice(0, at - 1), item, items[at - 1] as Item, ...items.slice(at + 1)];
}
