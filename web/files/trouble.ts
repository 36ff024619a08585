import { Problem } from "../api/problem";
import type { Words } from "../i18n/en";

/** Why a file is not here, in words. */
export function trouble(error: unknown, words: Words): string {
  if (!(error instanceof Problem)) return words.files.failed;
  if (error.offline) return words.files.offline;
  if (error.status === 404 || error.status === 410) return words.files.gone;
  if (error.status === 413) return words.files.tooLarge;
  return error.status === 403 ? words.failed.forbidden : error.message;
}
