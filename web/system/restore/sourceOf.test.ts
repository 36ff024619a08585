import { expect, test } from "vitest";
import { sourceOf } from "./sourceOf";

test("a backup goes by the moment it was made", () => {
  expect(sourceOf("berry-berry_twa_dashboard-20261130T093906Z-d0d7c5a7")).toEqual({
    made: "2026-11-30T09:39:06Z",
  });
});

test("what an undo made live is the database from before, not its name on the server", () => {
  expect(sourceOf("berry_before_269a07de")).toEqual({ before: true });
});

test("a file goes by its name", () => {
  expect(sourceOf("backup.sql")).toEqual({ file: "backup.sql" });
});
