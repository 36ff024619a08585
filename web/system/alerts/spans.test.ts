import { expect, test } from "vitest";
import { localInput, mistakeIn, mistakeInReason, untilOf } from "./spans";

const evening = new Date(2026, 10, 30, 23, 30).getTime();

test("tomorrow morning is the next day's, also late at night and over the end of a month", () => {
  expect(untilOf("morning", "", evening)).toEqual(new Date(2026, 11, 1, 9));
});

test("a time of one's own is read back as it was written", () => {
  const own = new Date(2026, 11, 2, 18, 5);

  expect(untilOf("own", localInput(own), evening)).toEqual(own);
  expect(untilOf("own", "", evening)).toBeNull();
});

test("a silence ends in the future and within a week", () => {
  const after = (hours: number) => new Date(evening + hours * 3_600_000);

  expect(mistakeIn(null, evening)).toBe("untilEmpty");
  expect(mistakeIn(after(0), evening)).toBe("untilPast");
  expect(mistakeIn(after(168), evening)).toBeNull();
  expect(mistakeIn(after(169), evening)).toBe("untilFar");
});

test("a reason is required, and blanks are none", () => {
  expect(mistakeInReason("   ")).toBe("reasonMissing");
  expect(mistakeInReason("x".repeat(201))).toBe("reasonLong");
  expect(mistakeInReason("moving the database")).toBeNull();
});
