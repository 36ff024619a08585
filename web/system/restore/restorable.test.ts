import { expect, test } from "vitest";
import type { BackupItem } from "../../api/types";
import { restorable } from "./restorable";

const good: BackupItem = {
  name: "berry-b-20261130T030000Z-00000001",
  at: "2026-11-30T03:00:00Z",
  bytes: 1,
  state: "proved",
  rows: 1,
  copies: [],
  here: true,
  encrypted: false,
  ours: true,
  differences: 0,
};

test("offers only what the server could restore by itself", () => {
  expect(restorable(good)).toBe(true);
  expect(restorable({ ...good, state: "made" })).toBe(true);
  expect(restorable({ ...good, state: "failed" })).toBe(false);
  expect(restorable({ ...good, here: false })).toBe(false);
  expect(restorable({ ...good, encrypted: true })).toBe(false);
  expect(restorable({ ...good, ours: false })).toBe(false);
});
