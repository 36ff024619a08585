import type { Standing } from "../../api/types";
import type { BackupsWords } from "../../i18n/backups.en";
import type { Format } from "../../i18n/format";
import { sourceOf } from "./sourceOf";

/** What the card says of the newest database that is kept: one from before a restore, or from before an undo. */
export function undoWords(
  { source, at, until }: Standing["kept"][number],
  { undo }: BackupsWords,
  { moment }: Pick<Format, "moment">,
): { title: string; text: string } {
  const of = sourceOf(source);
  if ("before" in of) {
    return {
      title: undo.back.title,
      text: `${undo.back.text(moment(at))} ${undo.back.until(moment(until))}`,
    };
  }
  const name = "made" in of ? undo.backup(moment(of.made)) : of.file;
  return { title: undo.title, text: `${undo.text(name, moment(at))} ${undo.until(moment(until))}` };
}
