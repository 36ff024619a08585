import { expect, test } from "vitest";
import { pieces, profileOf } from "./links";

const hrefs = (text: string) =>
  pieces(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.href]));

test.each(["javascript:alert(1)", "data:text/html,x", "tg://resolve?domain=x", "file:///etc/passwd"])(
  "%s is not clickable",
  (text) => {
    expect(pieces(text)).toEqual([text]);
  },
);

test("an address that pretends to be another is not clickable", () => {
  expect(hrefs("https://bank.example@evil.example/")).toEqual([]);
  expect(hrefs("https://bank.example\u202egro.live")).toEqual([]);
  expect(hrefs("https://")).toEqual([]);
});

test("the marks of the sentence stay outside", () => {
  expect(pieces("See https://a.example/x, please (https://b.example/wiki/A_(b)).")).toEqual([
    "See ",
    { text: "https://a.example/x", href: "https://a.example/x" },
    ", please (",
    { text: "https://b.example/wiki/A_(b)", href: "https://b.example/wiki/A_(b)" },
    ").",
  ]);
});

test("nothing of the text is lost", () => {
  const text = "Раз http://пример.рф/путь?а=1 два https://x.example три";

  expect(
    pieces(text)
      .map((piece) => (typeof piece === "string" ? piece : piece.text))
      .join(""),
  ).toBe(text);
});

test("every link in a text is of http or https", () => {
  const text = [
    "https://a.example HTTP://B.EXAMPLE/x https://x.example/?q=javascript:alert(1)",
    "javascript:https://c.example data:text/html,https://d.example",
    "https:javascript:alert(1) http:\\\\e.example https:/f.example vbscript:http://g.example",
  ].join("\n");

  const schemes = hrefs(text).map((href) => new URL(href).protocol);

  expect(schemes.length).toBeGreaterThan(3);
  expect(schemes.filter((scheme) => scheme !== "https:" && scheme !== "http:")).toEqual([]);
});

test.each([
  "maria_v",
  "//evil.example",
  "@evil.example/",
  "../..",
  "?x#y",
  "javascript:alert(1)",
  "\\evil.example",
])("the profile of %s is on t.me", (username) => {
  const { protocol, host, username: user, search, hash } = new URL(profileOf(username));

  expect([protocol, host, user, search, hash]).toEqual(["https:", "t.me", "", "", ""]);
});
