import { expect, test } from "vitest";
import { backups as english } from "../../i18n/backups.en";
import { backups as russian } from "../../i18n/backups.ru";
import { tableName } from "./tableName";

test("parts of a table go by its name, and demonstration data by theirs", () => {
  expect(tableName(english, "message")).toBe("Messages");
  expect(tableName(english, "public.message_2026_11")).toBe("Messages");
  expect(tableName(english, "public.incoming_default")).toBe("Raw updates");
  expect(tableName(english, "demo.message")).toBe("Messages (demo)");
});

test("tables of somebody else keep their names", () => {
  expect(tableName(russian, "shop.goods")).toBe("shop.goods");
  expect(tableName(russian, "public.goods")).toBe("goods");
});
