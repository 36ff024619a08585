import type { Work, WorkKind, WorkStep } from "../../api/types";

/** What a reader follows; the server knows finer steps. */
export type Stage = "reading" | "writing" | "saving" | "restoring" | "comparing" | "migrating" | "swapping";

/** In their order. A restore first backs up what is live, which writes tables, too. */
const stages: Record<WorkKind, Stage[]> = {
  backup: ["writing", "reading", "restoring", "comparing"],
  proof: ["reading", "restoring", "comparing"],
  restore: ["reading", "saving", "restoring", "comparing", "migrating", "swapping"],
  undo: ["swapping"],
};

const stageOfStep: Partial<Record<WorkStep, Stage>> = {
  checking: "reading",
  reading: "reading",
  restoring: "restoring",
  comparing: "comparing",
  migrating: "migrating",
  swapping: "swapping",
};

export function stagesOf(kind: WorkKind): Stage[] {
  return stages[kind] ?? [];
}

/** Where in its stages it is; -1 before the first. */
export function stageOf({ kind, step }: Pick<Work, "kind" | "step">): number {
  const stage = step === "writing" ? (kind === "restore" ? "saving" : "writing") : stageOfStep[step];
  return stage ? stagesOf(kind).indexOf(stage) : -1;
}

/** How much of the step is done, 0 to 1; null when nobody knows. The total is about, so it never says "all". */
export function shareOf({ done, total }: Pick<Work, "done" | "total">): number | null {
  return total > 0 ? Math.min(done / total, 0.99) : null;
}
