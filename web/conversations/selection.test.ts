import { expect, test } from "vitest";
import { nothing, present, stretched, toggled } from "./selection";

const order = [11, 12, 13, 14, 15];
const chosen = (selection: ReadonlySet<number>) => [...selection].sort();

test("a row is chosen and let go again", () => {
  const one = toggled(nothing, 12);

  expect(chosen(one)).toEqual([12]);
  expect(chosen(toggled(one, 12))).toEqual([]);
  expect(nothing.size).toBe(0);
});

test("shift takes all rows between, downwards and upwards", () => {
  expect(chosen(stretched(nothing, order, 12, 14))).toEqual([12, 13, 14]);
  expect(chosen(stretched(toggled(nothing, 11), order, 15, 13))).toEqual([11, 13, 14, 15]);
});

test("shift takes only the row itself when there is nothing to reach from", () => {
  expect(chosen(stretched(nothing, order, null, 14))).toEqual([14]);
  expect(chosen(stretched(nothing, order, 99, 14))).toEqual([14]);
});

test("a row that has left the list is not acted on", () => {
  const three = stretched(nothing, order, 11, 13);

  expect(chosen(present(three, [13, 14]))).toEqual([13]);
  expect(present(three, order)).toBe(three);
});
