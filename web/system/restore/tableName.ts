import type { BackupsWords } from "../../i18n/backups.en";

/** Its name in the reader's language; of somebody else's tables and schemas we know no other than theirs. */
export function tableName({ tables, demo }: Pick<BackupsWords, "tables" | "demo">, name: string): string {
  const [, schema, table = name] = /^(?:(public|demo)\.)?(.*)$/.exec(name) ?? [];
  const whole = table.replace(/_(default|\d{4}_\d{2})$/, "");
  const known = tables[whole] ?? table;
  return schema === "demo" ? demo(known) : known;
}
