import type { BackupItem } from "../../api/types";

/** Whether the screen can restore it: its key, or its file, may be elsewhere, and a failed one is nobody's wish. */
export function restorable({ here, encrypted, ours, state }: BackupItem): boolean {
  return here && ours && !encrypted && state !== "failed";
}
