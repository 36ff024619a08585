import { expect, test } from "vitest";
import { filled, offers, wanted } from "./fill";

const changedAt = "2026-03-02T12:00:00Z";
const templates = [
  { id: 1, name: "hello", texts: { ru: "Здравствуйте, {name}!", en: "Hello, {name}!" }, changedAt },
  { id: 2, name: "delivery", texts: { en: "Delivered by noon" }, changedAt },
];

test("only a text that begins with a slash looks for templates", () => {
  expect(wanted("/")).toBe("");
  expect(wanted("/дост")).toBe("дост");
  expect(wanted("and/or")).toBeNull();
  expect(wanted("/hello there")).toBeNull();
});

test("the person's language comes first", () => {
  expect(offers(templates, "", "ru").map(({ name, language }) => `${name} ${language}`)).toEqual([
    "hello ru",
    "delivery en",
    "hello en",
  ]);
});

test("the beginning of a name wins over the inside of a text", () => {
  expect(offers(templates, "del", "en").map(({ name }) => name)).toEqual(["delivery"]);
  expect(offers(templates, "noon", "en").map(({ name }) => name)).toEqual(["delivery"]);
  expect(offers(templates, "nothing", "en")).toEqual([]);
});

test("a name is filled in as it is written, and its absence leaves no gap", () => {
  expect(filled("Hello, {name}!", "$& O'Neil")).toBe("Hello, $& O'Neil!");
  expect(filled("Hello, {name}!", "")).toBe("Hello!");
});
