import { expect, test } from "vitest";
import { shownValue } from "./shownValue";

test("a text is shown without the quotes of JSON", () => {
  expect(shownValue('"Europe/Moscow"')).toBe("Europe/Moscow");
  expect(shownValue('"say \\"hi\\""')).toBe('say "hi"');
});

test("what is no text is shown as it is written, without spaces", () => {
  expect(shownValue('{ "3": {"from": "22:00"} }')).toBe('{"3":{"from":"22:00"}}');
  expect(shownValue("true")).toBe("true");
});

test("what is no JSON is not lost", () => {
  expect(shownValue("PT2H")).toBe("PT2H");
});
