import type { IncidentSpeech } from "./useIncidentWords";

/** What is asked about an incident before it is closed, in this order. */
export const questions = ["happened", "cause", "done", "prevents"] as const;
export type Question = (typeof questions)[number];
export type Draft = Partial<Record<Question, string>>;

/** The answers as one text; empty while nothing is written. */
export function resolutionOf(
  draft: Draft,
  { template }: Pick<IncidentSpeech["incidents"], "template">,
): string {
  return questions
    .map((question) => [template[question], draft[question]?.trim() ?? ""] as const)
    .filter(([, answer]) => answer !== "")
    .map(([heading, answer]) => `${heading}\n${answer}`)
    .join("\n\n");
}

/** What must still be answered: what happened and what was done, unless it is for information only. */
export function missingIn(draft: Draft, severity: number): Question[] {
  if (severity >= 3) return [];
  return (["happened", "done"] as const).filter((question) => !draft[question]?.trim());
}
