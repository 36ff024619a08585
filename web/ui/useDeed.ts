import { useState } from "react";
import { Problem } from "../api/problem";

interface Deed {
  busy: boolean;
  /** Why the last try failed. */
  problem: Problem | null;
  /** One at a time; true when it was done. */
  run(act: () => Promise<unknown>): Promise<boolean>;
}

/** Something that changes things on the server: under way, done, or why not. */
export function useDeed(): Deed {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = async (act: () => Promise<unknown>) => {
    if (busy) return false;
    setBusy(true);
    setProblem(null);
    try {
      await act();
      return true;
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run };
}
