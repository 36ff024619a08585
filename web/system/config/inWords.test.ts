import { expect, test } from "vitest";
import { doctorSources } from "../../e2e/doctor.mjs";
import { doctor } from "../../i18n/doctor.ru";
import { inWords } from "./inWords";

const found = (check: string, why: string, fix?: string) => ({
  check,
  why,
  level: "warn" as const,
  ...(fix ? { fix } : {}),
});

test("a finding is told in Russian with its values", () => {
  expect(
    inWords(
      found("clock", "the database's and this machine's are 7 s apart", "See berry config show."),
      "ru",
    ),
  ).toEqual({
    name: "часы",
    why: "часы базы данных и этой машины расходятся на 7 с",
    whyLang: "ru",
    fix: "Посмотрите berry config show.",
    fixLang: "ru",
  });
  expect(inWords(found("disk", "4.2 GB of 10 GB free for /data"), "ru").why).toBe(
    "свободно 4.2 GB из 10 GB для /data",
  );
  expect(inWords(found("memory", "limit 512 MB, heap up to 128 MB, 600 MB could be needed"), "ru").why).toBe(
    "ограничение 512 MB, куча до 128 MB, может понадобиться 600 MB",
  );
});

test("what nobody has put into words yet stays, and says that it is English", () => {
  const told = inWords(found("something new", "it is odd"), "ru");

  expect(told).toMatchObject({ name: "something new", why: "it is odd", whyLang: "en" });
  expect(inWords(found("clock", "up to date"), "en").name).toBe("clock");
});

test("each sentence is one that the doctor says", () => {
  const sources = doctorSources();
  const parts = Object.keys(doctor.sentences).flatMap((sentence) => sentence.split("*"));
  // Two pieces of one sentence may be written apart, at a comma or a bracket.
  const pieces = parts
    .flatMap((part) => part.split(/(?<=[,;:] )|(?= [(])|(?<= by)|(?= embedded$)|(?= given$)/))
    .map((one) => one.trim());

  expect(pieces.filter((one) => one.length > 12 && !sources.includes(one))).toEqual([]);
});
