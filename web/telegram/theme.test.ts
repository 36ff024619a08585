import { describe, expect, test } from "vitest";
import { apart, calm, contrast, hex, lchOf, parseColor, rgbOf } from "./color";
import { paint } from "./theme";
import themes from "./themes.json";

const day = {
  bg_color: "#ffffff",
  secondary_bg_color: "#f4f4f5",
  text_color: "#000000",
  hint_color: "#999999",
  link_color: "#2481cc",
  button_color: "#2481cc",
  button_text_color: "#ffffff",
  destructive_text_color: "#ff3b30",
};
const night = {
  bg_color: "#212121",
  secondary_bg_color: "#0f0f0f",
  text_color: "#ffffff",
  hint_color: "#707070",
  button_color: "#8774e1",
};
const mint = { bg_color: "#eafff2", text_color: "#0a3d22", hint_color: "#b7e4c7", button_color: "#7cf5a5" };

function ratio(variables: Record<string, string>, front: string, back: string): number {
  const one = parseColor(variables[front]);
  const other = parseColor(variables[back]);
  if (!one || !other) throw new Error(`${front} or ${back} is no colour`);
  return contrast(one, other);
}

describe("paint", () => {
  test("leaves everything to the fallback when Telegram says nothing", () => {
    expect(paint({})).toBeNull();
    expect(paint({ bg_color: "white", text_color: "rgb(0,0,0)" })).toBeNull();
  });

  test.each([
    ["day", day],
    ["night", night],
    ["a pale user theme", mint],
  ])("makes every text legible in %s", (_, theme) => {
    const variables = paint(theme)?.variables ?? {};

    for (const text of ["--text", "--hint", "--accent", "--danger"].filter((name) => variables[name])) {
      expect(ratio(variables, text, "--page"), `${text} on the page`).toBeGreaterThanOrEqual(4.5);
      expect(ratio(variables, text, "--surface"), `${text} on a card`).toBeGreaterThanOrEqual(4.5);
    }
    for (const hero of ["--violet", "--blue", "--button"]) {
      expect(
        contrast(parseColor(variables[hero]) ?? never(), parseColor("#fff") ?? never()),
      ).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio(variables, "--series-1", "--surface")).toBeGreaterThanOrEqual(3);
  });

  test("tells dark from light by the colours, not by a name", () => {
    expect(paint(day)?.scheme).toBe("light");
    expect(paint(night)?.scheme).toBe("dark");
  });

  test("finds Berry's violet beside Telegram's blue, and blue beside its violet", () => {
    const light = lchOf(parseColor(paint(day)?.variables["--violet"]) ?? never());
    const dark = lchOf(parseColor(paint(night)?.variables["--blue"]) ?? never());

    expect(light.hue).toBeGreaterThan(275);
    expect(light.hue).toBeLessThan(305);
    expect(dark.hue).toBeGreaterThan(240);
    expect(dark.hue).toBeLessThan(268);
  });

  test("keeps a card visible where page and card are painted alike", () => {
    const same = paint({ bg_color: "#ffffff", secondary_bg_color: "#ffffff", text_color: "#222222" });

    expect(same?.variables["--page"]).not.toBe(same?.variables["--surface"]);
  });
});

/* As Telegram's clients and their users paint; `e2e/shots.mjs` photographs each. */
describe.each(themes)("in $name", ({ parameters }) => {
  const variables = paint(parameters)?.variables ?? {};
  const at = (name: string) => lchOf(parseColor(variables[name]) ?? never());

  test("every text is legible wherever it stands", () => {
    for (const text of ["--text", "--hint", "--accent", "--danger", "--warn", "--good"])
      for (const back of ["--page", "--surface"])
        expect(ratio(variables, text, back), `${text} on ${back}`).toBeGreaterThanOrEqual(4.5);
    for (const [text, back] of [
      ["--accent", "--tint"],
      ["--warn", "--warn-tint"],
      ["--danger", "--danger-tint"],
      ["--text", "--warn-tint"],
      ["--text", "--danger-tint"],
    ] as const)
      expect(ratio(variables, text, back), `${text} on ${back}`).toBeGreaterThanOrEqual(4.5);
    for (const hero of ["--violet", "--blue", "--button"])
      expect(ratio({ ...variables, white: "#ffffff" }, "white", hero), hero).toBeGreaterThanOrEqual(5.5);
  });

  test("lines of a chart are seen and told apart", () => {
    expect(ratio(variables, "--series-1", "--surface")).toBeGreaterThanOrEqual(3);
    expect(ratio(variables, "--series-2", "--surface")).toBeGreaterThanOrEqual(3);
    expect(apart(at("--series-1").hue, at("--series-2").hue)).toBeGreaterThan(20);
  });

  test("nothing glares", () => {
    for (const name of ["--violet", "--blue", "--button", "--series-1", "--series-2", "--accent"])
      expect(at(name).chroma, name).toBeLessThanOrEqual(0.175);
    for (const name of ["--danger", "--warn", "--good"])
      expect(at(name).chroma, name).toBeLessThanOrEqual(0.205);
  });

  test("what alarms nobody is not red, and what alarms is", () => {
    for (const name of ["--violet", "--blue"]) {
      const { chroma, hue } = at(name);
      expect(apart(hue, 25) < 30 ? chroma : 0, name).toBeLessThanOrEqual(0.09);
    }
    expect(apart(at("--danger").hue, 25)).toBeLessThan(45);
    expect(apart(at("--warn").hue, 70)).toBeLessThan(30);
  });
});

test("a theme that paints danger blue is not followed", () => {
  const odd = paint({ ...day, destructive_text_color: "#0000ff" })?.variables["--danger"];

  expect(apart(lchOf(parseColor(odd) ?? never()).hue, 25)).toBeLessThan(30);
});

test("a colour and its lightness, chroma and hue are the same thing", () => {
  for (const color of ["#2481cc", "#5e35b1", "#ffcc00", "#000000", "#ffffff", "#123456"]) {
    const there = rgbOf(lchOf(parseColor(color) ?? never()));
    const back = parseColor(hex(there)) ?? never();
    expect(contrast(back, parseColor(color) ?? never()), color).toBeLessThan(1.02);
  }
});

test("calming keeps a hue and leaves alone what is calm", () => {
  const neon = parseColor("#00ff66") ?? never();
  const quiet = parseColor("#708499") ?? never();

  expect(lchOf(calm(neon, 0.12)).chroma).toBeLessThanOrEqual(0.122);
  expect(lchOf(calm(neon, 0.12)).hue).toBeCloseTo(lchOf(neon).hue, -0.5);
  expect(calm(quiet, 0.12)).toEqual(quiet);
});

function never(): never {
  throw new Error("no colour");
}
