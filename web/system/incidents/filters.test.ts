import { expect, test } from "vitest";
import type { Incident } from "../../api/types";
import { each, filterOf, sifted } from "./filters";

const incident = (id: number, state: Incident["state"], needsResolution = false) =>
  ({ id, state, needsResolution }) as Incident;
const items = [
  incident(9, "closed"),
  incident(8, "resolved", true),
  incident(7, "acknowledged", true),
  incident(6, "resolved"),
  incident(5, "open", true),
];
const ids = (filter: Parameters<typeof sifted>[1]) => sifted(items, filter).map(({ id }) => id);

test("what goes on stands first, then what must be written down, then the rest", () => {
  expect(ids("all")).toEqual([7, 5, 8, 9, 6]);
});

test("what goes on needs no resolution yet", () => {
  expect(ids("open")).toEqual([7, 5]);
  expect(ids("needs")).toEqual([8]);
});

test("a filter of an old link is all", () => {
  expect(filterOf("needs")).toBe("needs");
  expect(filterOf("mine")).toBe("all");
  expect(filterOf(undefined)).toBe("all");
});

test("one that moved to the next page meanwhile is shown once", () => {
  expect(each([...items, incident(9, "closed")])).toHaveLength(items.length);
});
