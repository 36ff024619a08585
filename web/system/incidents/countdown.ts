import type { Ladder, LadderStep } from "../../api/types";

/** What is left until a moment, as a clock counts down: "4:05", "1:00:00"; "0:00" once it is there. */
export function countdown(dueAt: string, now: number): string {
  const left = Math.max(0, Math.ceil((Date.parse(dueAt) - now) / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor((left % 3600) / 60), left % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** Whether what comes next is no step of its own but everybody once more, as it goes on after the last one. */
export function repeats({ next, steps }: Pick<Ladder, "next" | "steps">): boolean {
  return !!next && !steps.some(({ step, doneAt }) => step === next.step && !doneAt);
}

export type StepState = "done" | "next" | "waiting" | "never";

/** Where a step of the ladder stands. One that the ladder has stopped before is never taken. */
export function stateOfStep(step: Pick<LadderStep, "step" | "doneAt">, ladder: Ladder): StepState {
  if (step.doneAt) return "done";
  if (ladder.stopped) return "never";
  if (ladder.next?.step === step.step) return "next";
  // Severity 3 has no step after its first, and what lies behind the next one comes later.
  return ladder.next && ladder.next.step < step.step ? "waiting" : "never";
}
