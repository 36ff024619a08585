import { expect, test } from "vitest";
import { speechOf } from "../../i18n/useWords";
import { looked, read } from "./reading";

const { words, format } = speechOf("ru");

test("a failed proof is told in the reader's language", () => {
  const failure = {
    table: "sequence public.person_id_seq",
    expected: "5 rows, checksum 0f",
    got: "not there",
    kind: "sequence" as const,
    name: "public.person_id_seq",
  };

  expect(looked(failure, words.backups)).toBe("последовательность public.person_id_seq");
  const rows = { code: "rows" as const, number: 5, text: "0f" };
  expect(read(rows, failure.expected, words.backups, format)).toBe("5 строк, контрольная сумма 0f");
  expect(read({ code: "rows", number: 0 }, "no rows", words.backups, format)).toBe("0 строк");
  expect(read({ code: "nothing" }, failure.got, words.backups, format)).toBe("нет");
  expect(read({ code: "readable" }, "reads to its end", words.backups, format)).toBe("читается до конца");
});

test("what an older Berry wrote down without codes is shown as it is", () => {
  const failure = { table: "file", expected: "12 bytes", got: "not there" };

  expect(looked(failure, words.backups)).toBe("file");
  expect(read(undefined, failure.got, words.backups, format)).toBe("not there");
});
