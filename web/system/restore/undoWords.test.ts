import { expect, test } from "vitest";
import { backups } from "../../i18n/backups.en";
import { speechOf } from "../../i18n/useWords";
import { undoWords } from "./undoWords";

const { format } = speechOf("en");
const kept = (source: string) => ({
  database: "berry_before_269a07de",
  source,
  at: "2026-11-30T10:44:00Z",
  until: "2026-12-07T10:44:00Z",
  bytes: 1,
});

test("after a restore the database from before can be had back", () => {
  const told = undoWords(kept("berry-berry-20261130T104336Z-2188a830"), backups, format);
  expect(told.title).toBe("The last restore can be undone");
  expect(told.text).toMatch(
    /^The backup of .* became live on .*\. The database from before is kept until .*\.$/,
  );
});

test("after an undo it is what was restored that can be had back", () => {
  const told = undoWords(kept("berry_before_39480b37"), backups, format);
  expect(told.title).toBe("You can go back to what was restored");
  expect(told.text).toMatch(
    /^The database from before the restore has been live again since .*\. What was restored/,
  );
});
