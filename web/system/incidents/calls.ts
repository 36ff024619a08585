import type { LadderCall } from "../../api/types";
import type { IconName } from "../../ui/icons";
import type { IncidentSpeech } from "./useIncidentWords";

/** Why a call failed or was held: in our words, else in the server's if it wrote any, never by a bare code. */
export function whyOf(why: string | null | undefined, { incidents, words }: IncidentSpeech): string {
  const unknown = incidents.why.unknown ?? "";
  if (!why) return unknown;
  const reasons = words.reason as Readonly<Record<string, string>>;
  const known = incidents.why[why] ?? reasons[why];
  // Those of deliveries are sentences, and here they end one.
  if (known) return known.replace(/\.$/, "").replace(/^\p{Lu}(?!\p{Lu})/u, lowered);
  return /\s/.test(why) ? why : unknown;
}

/** A name stays as it is. */
function lowered(letter: string, _at: number, whole: string): string {
  return /^(Telegram|Berry|PostgreSQL)/.test(whole) ? letter : letter.toLowerCase();
}

/** A shape for each state, so that colour is never the only sign. */
export const callIcons: Readonly<Record<LadderCall["state"], IconName>> = {
  queued: "clock",
  sent: "check",
  failed: "close",
  held: "mute",
};

export const callMoods = { queued: "plain", sent: "good", failed: "bad", held: "warn" } as const;
