import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { backups as english } from "../i18n/backups.en";
import { backups as russian } from "../i18n/backups.ru";

const migrations = new URL("../../src/main/resources/berry/database/migration/", import.meta.url);

/** Their rows are in no backup. */
const leftOut = ["session", "code", "webhook_secret", "backup", "backup_drill"];

test("every table that a restore may change has a name in both languages", () => {
  const tables = readdirSync(migrations)
    .flatMap((file) => [
      ...readFileSync(new URL(file, migrations), "utf8").matchAll(/^CREATE TABLE (\w+) \(/gm),
    ])
    .map(([, name = ""]) => name)
    .filter((name) => !leftOut.includes(name));

  expect(tables.length).toBeGreaterThan(30);
  for (const { tables: named } of [english, russian])
    expect([...tables, "flyway_schema_history"].filter((name) => !named[name])).toEqual([]);
});
