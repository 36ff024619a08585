import { expect, test } from "vitest";
import type { LogLine, LogPage } from "../../api/types";
import { byDay, countOf, withNewer } from "./tail";

const line = (id: string, at?: string): LogLine => ({ id, message: id, ...(at && { at }) });
const page = (items: LogLine[], more: Partial<LogPage> = {}): LogPage => ({ items, replica: "one", ...more });
const known = {
  pages: [page([line("c"), line("b")], { newest: "3", next: "1" }), page([line("a")])],
  pageParams: [undefined, "1"],
};

test("new lines stand on top, and the next look begins after them", () => {
  const grown = withNewer(known, [line("e"), line("d")], "5");

  expect(grown.pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(["e", "d", "c", "b", "a"]);
  expect(grown.pages[0]?.newest).toBe("5");
  expect(grown.pages[0]?.next).toBe("1");
  expect(countOf(grown)).toBe(5);
});

test("a look that does not say where it ended does not lose the place", () => {
  expect(withNewer(known, [], undefined).pages[0]?.newest).toBe("3");
});

test("lines stand under their days, those without a time under the one above", () => {
  const lines = [
    line("d", "2026-11-30T01"),
    line("c"),
    line("b", "2026-11-29T23"),
    line("a", "2026-11-29T22"),
  ];

  expect(byDay(lines, (time) => time.slice(0, 10)).map(([day, of]) => [day, of.map(({ id }) => id)])).toEqual(
    [
      ["2026-11-30", ["d", "c"]],
      ["2026-11-29", ["b", "a"]],
    ],
  );
  expect(byDay([line("x")], (time) => time)[0]?.[0]).toBe("");
});
