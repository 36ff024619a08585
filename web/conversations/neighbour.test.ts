import { expect, test } from "vitest";
import { neighbour } from "./neighbour";

const order = [5, 3, 8, 1];

test("the next row follows the one that is done", () => {
  expect(neighbour(order, 3, new Set([3]))).toBe(8);
});

test("rows done together with it are passed over", () => {
  expect(neighbour(order, 3, new Set([3, 8]))).toBe(1);
});

test("at the end the row before it follows", () => {
  expect(neighbour(order, 1, new Set([1, 8]))).toBe(3);
});

test("the last one leaves nothing, one that is not listed stays", () => {
  expect(neighbour([5], 5, new Set([5]))).toBeNull();
  expect(neighbour(order, 99, new Set([99]))).toBeUndefined();
});
