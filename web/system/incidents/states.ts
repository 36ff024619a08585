import type { Incident, IncidentState } from "../../api/types";
import type { IconName } from "../../ui/icons";
import { isUnended } from "./filters";
import type { IncidentSpeech } from "./useIncidentWords";

export type IncidentMood = "good" | "warn" | "bad" | "plain";

/** Red is what nobody has taken on; amber is under way, or waits to be written down. */
export function moodOf({
  state,
  needsResolution,
}: Pick<Incident, "state" | "needsResolution">): IncidentMood {
  if (state === "open") return "bad";
  if (state === "acknowledged" || state === "mitigated") return "warn";
  return state === "resolved" && needsResolution ? "warn" : state === "resolved" ? "good" : "plain";
}

/** A shape for each state, so that colour is never the only sign. */
export const stateIcons: Readonly<Record<IncidentState, IconName>> = {
  open: "alert",
  acknowledged: "person",
  mitigated: "shield",
  resolved: "check",
  closed: "lock",
};

/** When it opened, and for how long it has lasted or did last. */
export function ageOf(item: Incident, now: number, { incidents: words, format }: IncidentSpeech): string {
  const ended = isUnended(item) ? undefined : (item.resolvedAt ?? item.closedAt);
  const seconds = Math.max(0, ((ended ? Date.parse(ended) : now) - Date.parse(item.openedAt)) / 1000);
  const span = format.span(Math.max(1, Math.round(seconds)));
  return `${format.soon(item.openedAt)} · ${ended ? words.lasted(span) : words.since(span)}`;
}

/** Null while it is nobody's and nobody need be. */
export function ownerOf(item: Incident, me: number, { incidents: words }: IncidentSpeech): string | null {
  if (item.owner) return item.owner.id === me ? words.you(item.owner.name) : item.owner.name;
  return isUnended(item) ? words.nobody : null;
}
