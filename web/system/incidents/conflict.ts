import type { Incident } from "../../api/types";
import type { IncidentSpeech } from "./useIncidentWords";

/** Why it could not be taken on any more, by how it stands now; null when that does not tell. */
export function conflictOf(
  { state, owner }: Pick<Incident, "state" | "owner">,
  me: number,
  { incidents: words }: Pick<IncidentSpeech, "incidents">,
): string | null {
  if (state === "closed") return words.alreadyClosed;
  if (state === "resolved") return words.already;
  return owner && owner.id !== me ? words.taken(owner.name) : null;
}
