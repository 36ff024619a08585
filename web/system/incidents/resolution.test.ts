import { expect, test } from "vitest";
import { incidents } from "../../i18n/incidents.en";
import { missingIn, resolutionOf } from "./resolution";

test("the answers become one text under their headings, and what is empty is left out", () => {
  const draft = { done: " A new disk. ", happened: "It was full.", cause: "  " };

  expect(resolutionOf(draft, incidents)).toBe("What happened\nIt was full.\n\nWhat was done\nA new disk.");
  expect(resolutionOf({}, incidents)).toBe("");
});

test("what happened and what was done must be said, unless it was for information only", () => {
  expect(missingIn({ cause: "age" }, 1)).toEqual(["happened", "done"]);
  expect(missingIn({ happened: "x", done: " " }, 2)).toEqual(["done"]);
  expect(missingIn({}, 3)).toEqual([]);
});
