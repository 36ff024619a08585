import { describe, expect, test } from "vitest";
import type { Ladder } from "../../api/types";
import { countdown, repeats, stateOfStep } from "./countdown";

const now = Date.parse("2026-11-30T12:00:00Z");
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();

test.each([
  [272, "4:32"],
  [9, "0:09"],
  [0.4, "0:01"],
  [0, "0:00"],
  [-30, "0:00"],
  [3600, "1:00:00"],
  [3661, "1:01:01"],
])("%d seconds ahead are %s", (seconds, expected) => {
  expect(countdown(inSeconds(seconds), now)).toBe(expected);
});

describe("where a step of the ladder stands", () => {
  const steps = [
    { step: 0, doneAt: inSeconds(-60) },
    { step: 1, doneAt: null },
    { step: 2, doneAt: null },
  ];
  const states = (ladder: Partial<Ladder>) =>
    steps.map((step) => stateOfStep(step, { steps: [], ...ladder } as Ladder));

  test("one is done, one is next, the others come later", () => {
    expect(states({ next: { step: 1, dueAt: inSeconds(240) } })).toEqual(["done", "next", "waiting"]);
  });

  test("none is called any more once the ladder has stopped, whatever it says of the next", () => {
    expect(states({ stopped: "acknowledged", next: { step: 1, dueAt: inSeconds(240) } })).toEqual([
      "done",
      "never",
      "never",
    ]);
  });

  test("without a next one the others are never taken", () => {
    expect(states({ next: null })).toEqual(["done", "never", "never"]);
  });
});

test("after the last step everybody is called once more, however the server counts that", () => {
  const dueAt = inSeconds(1800);
  const steps = [{ step: 0, doneAt: inSeconds(-900) }] as Ladder["steps"];

  expect(repeats({ next: { step: 1, dueAt }, steps })).toBe(true);
  expect(repeats({ next: { step: 0, dueAt }, steps })).toBe(true);
  expect(repeats({ next: { step: 0, dueAt }, steps: [{ step: 0 }] as Ladder["steps"] })).toBe(false);
  expect(repeats({ next: null, steps })).toBe(false);
});
