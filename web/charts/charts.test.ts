import { describe, expect, test } from "vitest";
import { timeSplits, topOf, valueSplits } from "./axis";
import { coarser, coursesOf, lastOf, mostOf } from "./courses";
import { placeAt, placesOf } from "./marks";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 30, 12, minute)).toISOString();

describe("the scale", () => {
  test("holds a threshold that the values come near", () => {
    expect(topOf(0.3, 1, 0.05, null)).toBeGreaterThan(1);
  });

  test("does not press the values flat under a threshold far above", () => {
    expect(topOf(30, 1000, 5, null)).toBeLessThan(50);
  });

  test("of a share reaches all there can be, and more if more was measured", () => {
    expect(topOf(0.1, 0.8, 1, 1)).toBe(1);
    expect(topOf(1.2, 0.8, 1, 1)).toBe(1.2);
  });

  test("has lines at round values from 0 on", () => {
    expect(valueSplits(1, 4)).toEqual([0, 0.5, 1]);
    expect(valueSplits(68, 5)).toEqual([0, 20, 40, 60]);
  });

  test("has times on round hours, no more than fit", () => {
    const from = Date.parse(at(7)) / 1000;
    const splits = timeSplits(from, from + 6 * 3600, 4);

    expect(splits.length).toBeLessThanOrEqual(4);
    for (const time of splits) expect(new Date(time * 1000).getMinutes()).toBe(0);
  });
});

describe("the course of a figure", () => {
  test("keeps what is unknown unknown, and does not make it 0", () => {
    const courses = coursesOf(
      [
        {
          name: "cpu",
          points: [
            [at(0), 0.2],
            [at(1), null],
            [at(2), 0],
          ],
        },
      ],
      60,
    );

    expect(courses.lines[0]?.values).toEqual([0.2, null, 0]);
  });

  test("has a gap where steps are missing altogether", () => {
    const courses = coursesOf(
      [
        {
          name: "cpu",
          points: [
            [at(0), 0.2],
            [at(10), 0.4],
          ],
        },
      ],
      60,
    );

    expect(courses.lines[0]?.values).toEqual([0.2, null, 0.4]);
  });

  test("of two copies stands over the same times", () => {
    const courses = coursesOf(
      [
        {
          name: "one",
          points: [
            [at(0), 1],
            [at(1), 2],
          ],
        },
        { name: "two", points: [[at(1), 3]] },
      ],
      60,
    );

    expect(courses.lines.map(({ values }) => values)).toEqual([
      [1, 2],
      [null, 3],
    ]);
  });

  test("is told in a table by the highest of each piece; a piece nobody knows stays unknown", () => {
    const values = [1, 5, null, null, 2, null];
    const courses = { at: [0, 1, 2, 3, 4, 5], lines: [{ name: "cpu", values }] };

    expect(coarser(courses, 3)).toEqual({
      size: 2,
      at: [0, 2, 4],
      lines: [{ name: "cpu", values: [5, null, 2] }],
    });
  });

  test("has no newest value when nothing was read lately, and no highest when nothing ever was", () => {
    expect(lastOf({ name: "cpu", values: [1, null, null] })).toBeNull();
    expect(mostOf({ at: [0], lines: [{ name: "cpu", values: [null] }] })).toBeNull();
  });
});

describe("marks", () => {
  const marks = [
    { at: at(20), kind: "alert" as const, text: "cpu" },
    { at: at(0), kind: "deploy" as const, text: "0.15.0" },
    { at: at(1), kind: "restart" as const, text: "berry-1" },
  ];

  test("that would lie over each other become one place, whatever their order", () => {
    expect(placesOf(marks, 300).map(({ kinds }) => kinds)).toEqual([["deploy", "restart"], ["alert"]]);
  });

  test("are found by the time pointed at, and only near it", () => {
    const places = placesOf(marks, 300);

    expect(placeAt(places, Date.parse(at(18)) / 1000, 180)?.kinds).toEqual(["alert"]);
    expect(placeAt(places, Date.parse(at(10)) / 1000, 180)).toBeNull();
  });
});
