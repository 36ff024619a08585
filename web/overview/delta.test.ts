import { describe, expect, test } from "vitest";
import { changeOf } from "./delta";

describe("the change of a number", () => {
  test("is unknown, not zero, without a period before", () => {
    expect(changeOf({ value: 5 }, false)).toBeNull();
    expect(changeOf({ value: 5, previous: null }, false)).toBeNull();
    expect(changeOf({ value: null, previous: 5 }, false)).toBeNull();
  });

  test("from nothing is told as a number, not as an endless share", () => {
    expect(changeOf({ value: 7, previous: 0 }, false)).toEqual({
      direction: "up",
      mood: "better",
      share: null,
      difference: 7,
    });
  });

  test("of fewer people waiting is better", () => {
    expect(changeOf({ value: 2, previous: 6 }, true)?.mood).toBe("better");
    expect(changeOf({ value: 6, previous: 2 }, true)?.mood).toBe("worse");
    expect(changeOf({ value: 6, previous: 2 }, false)?.mood).toBe("better");
  });

  test("of large numbers is told as a share", () => {
    expect(changeOf({ value: 150, previous: 100 }, false)?.share).toBe(0.5);
  });

  test("of none is neither better nor worse", () => {
    expect(changeOf({ value: 0, previous: 0 }, true)).toEqual({
      direction: "same",
      mood: "same",
      share: null,
      difference: 0,
    });
  });
});
