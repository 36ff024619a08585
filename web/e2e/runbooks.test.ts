import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checklistOf } from "../system/incidents/checklist";

const docs = new URL("../../docs/", import.meta.url);
const page = (language: string, name: string) =>
  readFileSync(new URL(`${language}/runbooks/${name}`, docs), "utf8");
const ids = (language: string, name: string) =>
  checklistOf(page(language, name)).flatMap(({ steps }) => steps.map(({ id }) => id));

it.each(readdirSync(new URL("en/runbooks/", docs)).filter((name) => name.endsWith(".md")))(
  "%s has the same things to tick off in both languages",
  (name) => {
    expect(ids("en", name).filter((id) => id.startsWith("diagnosis")).length).toBeGreaterThan(0);
    expect(ids("en", name).filter((id) => id.startsWith("verify")).length).toBeGreaterThan(0);
    expect(ids("ru", name)).toEqual(ids("en", name));
  },
);
