import type { Channel, Duty, Escalation, OnCallContact } from "../../api/types";

export const duties: readonly Duty[] = ["developer", "devops", "support"];

/** The contacts of a role, in the order in which they take turns. */
export function contactsOf(known: Pick<Escalation, "contacts">, duty: Duty): OnCallContact[] {
  return known.contacts.filter(({ role }) => role === duty);
}

interface ReachWords {
  reach: { ok: string; no: string };
  why: Readonly<Record<string, string>>;
}

/** Whether a message reaches a contact, and what speaks against it. A code nobody knows is not shown. */
export function reachOf(
  { reachable, why }: Pick<OnCallContact, "reachable" | "why">,
  { reach, why: reasons }: ReachWords,
): string {
  const known = reasons[why ?? ""];
  if (reachable) return known ? `${reach.ok}, ${known}` : reach.ok;
  return `${reach.no}: ${known ?? reasons.unknown ?? ""}`;
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
