import { Problem } from "../api/problem";
import type { Words } from "../i18n/en";

/** Why a request failed, in the reader's words where we have any. */
export function whyFailed(error: unknown, words: Words): string {
  if (!(error instanceof Problem)) return String(error);
  if (error.offline) return words.failed.offline;
  if (error.status === 429) return words.failed.slow;
  if (error.kind === "newer-message") return words.failed.newer;
  if (error.status === 403) return words.failed.forbidden;
  return error.message;
}
