import { expect, test } from "vitest";
import { backups as english } from "../../i18n/backups.en";
import { backups as russian } from "../../i18n/backups.ru";
import { placeOf } from "./placeOf";

test("a place of copies is told in the reader's language", () => {
  expect(placeOf("s3 berry/prod/ at s3.example.org:9000", english)).toBe(
    "s3 berry/prod/ at s3.example.org:9000",
  );
  expect(placeOf("s3 berry/prod/ at s3.example.org:9000", russian)).toBe(
    "s3 berry/prod/ на s3.example.org:9000",
  );
  expect(placeOf("directory /mnt/at home", russian)).toBe("папка /mnt/at home");
});
