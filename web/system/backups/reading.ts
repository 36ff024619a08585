import type { BackupDifference, BackupReading } from "../../api/types";
import type { en } from "../../i18n/en";
import type { Format } from "../../i18n/format";

type Words = (typeof en)["backups"];

/** What was looked at, in the reader's language; as the server said it where it gave no code. */
export function looked({ kind, name, table }: BackupDifference, words: Words): string {
  return kind ? words.looked[kind](name ?? table) : table;
}

/** What was expected or found there. */
export function read(
  reading: BackupReading | undefined,
  said: string,
  words: Words,
  format: Pick<Format, "number" | "bytes">,
): string {
  if (!reading) return said;
  const { code, number = 0, text = "" } = reading;
  switch (code) {
    case "rows":
      return words.reading.rows(number, text);
    case "nothing":
      return words.reading.nothing;
    case "value":
      return words.reading.value(format.number(number));
    case "next_value":
      return words.reading.next(format.number(number));
    case "bytes":
      return format.bytes(number);
    case "hash":
      return words.reading.hash(text);
    case "readable":
      return words.reading.readable;
    case "no_error":
      return words.reading.noError;
    case "words":
      return words.reading.said(text);
    default:
      return said;
  }
}
