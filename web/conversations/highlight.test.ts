import { expect, test } from "vitest";
import { excerpt, pieces } from "./highlight";

const marked = (text: string, search: string) =>
  pieces(text, search)
    .map(([part, found]) => (found ? `[${part}]` : part))
    .join("");

test("marks where words begin as searched, whatever the case", () => {
  expect(marked("Где мой ЗАКАЗ? Перезаказать нельзя", "заказ")).toBe("Где мой [ЗАКАЗ]? Перезаказать нельзя");
  expect(marked("the red and the reddish box", "RED box")).toBe("the [red] and the [red]dish [box]");
});

test("takes ё for е, both ways", () => {
  expect(marked("Ещё не пришёл", "еще пришел")).toBe("[Ещё] не [пришёл]");
  expect(marked("Артем", "артём")).toBe("[Артем]");
});

test("loses no letter and takes no sign for a command", () => {
  const text = "<b>5 (пять) коробок</b> [a-z]*";

  expect(
    pieces(text, "5 (пять) .* [")
      .map(([part]) => part)
      .join(""),
  ).toBe(text);
  expect(marked("a.b", ".")).toBe("a.b");
});

test("brings a find far inside the text to the front of the line", () => {
  const text = "Здравствуйте! Хотел бы узнать, когда наконец привезут мой заказ";

  expect(excerpt(text, "заказ")).toEqual([
    ["…наконец привезут мой ", false],
    ["заказ", true],
  ]);
  expect(excerpt("Мой заказ", "заказ")).toEqual(pieces("Мой заказ", "заказ"));
});
