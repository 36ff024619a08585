import type { Message } from "../api/types";
import type { Words } from "../i18n/en";

/**
 * Why a message is where it is. The server gives a code, with Telegram's own words behind a colon where no code fits;
 * a code that this version does not know yet says no more than the state.
 */
export function reasonOf({ state, reason }: Pick<Message, "state" | "reason">, words: Words): string {
  const [code = "", ...detail] = (reason ?? "").split(": ");
  const known = (words.reason as Record<string, string>)[code] ?? words.stateHint[state];
  return detail.length === 0 ? known : `${known.replace(/\.$/, "")}: ${detail.join(": ")}`;
}
