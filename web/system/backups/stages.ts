import type { Work, WorkKind, WorkStep } from "../../api/types";

/** What a reader follows; the server knows finer steps. */
export type Stage =
  | "reading"
  | "writing"
  | "saving"
  | "restoring"
  | "comparing"
  | "migrating"
  | "swapping"
  | "copying";

/** In their order. A restore first backs up what is live, which writes tables and copies, too. */
const stages: Record<WorkKind, Stage[]> = {
  backup: ["writing", "reading", "restoring", "comparing", "copying"],
  proof: ["reading", "restoring", "comparing"],
  restore: ["reading", "saving", "restoring", "comparing", "migrating", "swapping"],
  undo: ["swapping"],
};

const stageOfStep: Partial<Record<WorkStep, Stage>> = {
  writing: "writing",
  checking: "reading",
  reading: "reading",
  restoring: "restoring",
  comparing: "comparing",
  migrating: "migrating",
  swapping: "swapping",
  copying: "copying",
};

/** @param copied whether backups go elsewhere, too: without it nobody waits for that stage */
export function stagesOf(kind: WorkKind, copied = true): Stage[] {
  return (stages[kind] ?? []).filter((stage) => copied || stage !== "copying");
}

/** Where in its stages it is, from the very beginning; -1 when this version doesn't know. */
export function stageOf({ kind, step }: Pick<Work, "kind" | "step">): number {
  if (step === "beginning") return 0;
  const stage = stageOfStep[step];
  const safety = kind === "restore" && (stage === "writing" || stage === "copying");
  return stage ? stagesOf(kind).indexOf(safety ? "saving" : stage) : -1;
}

/** How much of the step is done, 0 to 1; null when nobody knows. The total is about, so it never says "all". */
export function shareOf({ done, total }: Pick<Work, "done" | "total">): number | null {
  return total > 0 ? Math.min(done / total, 0.99) : null;
}
