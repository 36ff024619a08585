import type { Deploy } from "../../api/types";

/** A deploy is judged after ten minutes. When nobody was there to do it by then, nobody will. */
const WATCHED = 30 * 60_000;

export type Verdict = "good" | "bad" | "watched" | "none";

export function verdictOf({ verdict, at }: Pick<Deploy, "verdict" | "at">, now: number): Verdict {
  return verdict ?? (now - Date.parse(at) < WATCHED ? "watched" : "none");
}
