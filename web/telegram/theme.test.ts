import { describe, expect, test } from "vitest";
import { contrast, hue, parseColor, turn } from "./color";
import { paint } from "./theme";

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
    const light = parseColor(paint(day)?.variables["--violet"]) ?? never();
    const dark = parseColor(paint(night)?.variables["--blue"]) ?? never();

    expect(hue(light)).toBeGreaterThan(245);
    expect(hue(light)).toBeLessThan(280);
    expect(hue(dark)).toBeGreaterThan(190);
    expect(hue(dark)).toBeLessThan(225);
  });

  test("keeps a card visible where page and card are painted alike", () => {
    const same = paint({ bg_color: "#ffffff", secondary_bg_color: "#ffffff", text_color: "#222222" });

    expect(same?.variables["--page"]).not.toBe(same?.variables["--surface"]);
  });
});

test("turning a colour keeps its strength", () => {
  const blue = { red: 36, green: 129, blue: 204 };

  expect(hue(turn(blue, 48))).toBeCloseTo(hue(blue) + 48, 0);
  expect(turn(turn(blue, 48), -48)).toEqual({
    red: expect.closeTo(36, 0),
    green: expect.closeTo(129, 0),
    blue: expect.closeTo(204, 0),
  });
});

function never(): never {
  throw new Error("no colour");
}
