import { expect, test } from "vitest";
import { sparkPath } from "./sparkPath";

test("nothing known draws nothing", () => {
  expect(sparkPath([], 100, 30)).toEqual({ line: "", area: "" });
  expect(sparkPath([null, null], 100, 30).line).toBe("");
});

test("an unknown point is a gap, not a zero", () => {
  expect(sparkPath([0, null, 2], 100, 30).line).toBe("M0 27M100 3");
});

test("zeros lie on the ground", () => {
  expect(sparkPath([0, 0, 0], 100, 30).line).toBe("M0 27L50 27L100 27");
});
