import {
  apart,
  calm,
  contrast,
  hex,
  type Lch,
  lchOf,
  luminance,
  mix,
  parseColor,
  type Rgb,
  readable,
  rgbOf,
} from "./color";

/** Berry's own pair of hues, met again in any theme that has blue or violet; how far they lie apart in all others. */
const BLUE = 256;
const VIOLET = 291;
const BETWEEN = (BLUE + VIOLET) / 2;
const STEP = VIOLET - BLUE;
/** The hue of alarm: no tile that alarms nobody may wear it, whatever the theme's buttons look like. */
const RED = 25;

const WHITE: Rgb = { red: 255, green: 255, blue: 255 };
const BLACK: Rgb = { red: 0, green: 0, blue: 0 };
const AMBER_LIGHT: Rgb = { red: 245, green: 163, blue: 0 };
const RED_LIGHT: Rgb = { red: 229, green: 72, blue: 77 };

/** Telegram has no words for "good" and "take care": ours, moved like all others until they are legible. */
const DAY = { "--good": "#17703a", "--warn": "#8a5200", "--danger": "#c01f2e" };
const NIGHT = { "--good": "#6fd199", "--warn": "#efb65f", "--danger": "#ff8f88" };

/** Text needs 4.5:1 by WCAG AA; a little more covers text on tinted surfaces. */
const TEXT_CONTRAST = 4.6;

export type Scheme = "light" | "dark";

export interface Paint {
  scheme: Scheme;
  /** Values for our own custom properties, which are computed so that each text is legible. */
  variables: Record<string, string>;
}

/**
 * Turns Telegram's theme parameters into our tokens. All parameters may be missing: what cannot be derived is left
 * to the fallback in `tokens.css`. Telegram promises no contrast (its hint on white is 2.8:1), so text colours move
 * towards the main text colour until they are legible; and no measure, so a hue is taken but never louder than Berry.
 */
export function paint(theme: Record<string, string>): Paint | null {
  const background = parseColor(theme.bg_color);
  const text = parseColor(theme.text_color);
  if (!background || !text) return null;

  const scheme: Scheme = luminance(background) < luminance(text) ? "dark" : "light";
  const page = parseColor(theme.secondary_bg_color) ?? mix(background, text, 0.05);
  const surface = parseColor(theme.section_bg_color) ?? background;
  const body = readable(text, [page, surface], scheme === "dark" ? WHITE : BLACK, TEXT_CONTRAST);
  // Some themes paint cards and page alike; a card must still be seen.
  const card = contrast(page, surface) < 1.04 ? mix(surface, body, 0.05) : surface;
  const legible = (color: Rgb, ...more: Rgb[]) =>
    readable(color, [page, card, mix(card, color, 0.13), ...more], body, TEXT_CONTRAST);

  const button = parseColor(theme.button_color) ?? parseColor(theme.link_color);
  const named = parseColor(theme.accent_text_color) ?? parseColor(theme.link_color) ?? button;
  const hint = parseColor(theme.subtitle_text_color) ?? parseColor(theme.hint_color) ?? mix(body, card, 0.4);

  const variables: Record<string, string> = {
    "--page": hex(page),
    "--surface": hex(card),
    "--text": hex(body),
    "--hint": hex(legible(hint)),
    "--line": theme.section_separator_color ?? hex(mix(card, body, 0.12)),
    "--raised": hex(mix(card, body, 0.06)),
    "--bar": theme.bottom_bar_bg_color ?? hex(card),
  };
  if (named) {
    const accent = calm(named, strongest(lchOf(named).hue));
    variables["--accent"] = hex(legible(accent));
    variables["--tint"] = hex(mix(card, accent, 0.13));
  }
  const ours = scheme === "dark" ? NIGHT : DAY;
  const [amber, red] = [mix(card, AMBER_LIGHT, 0.17), mix(card, RED_LIGHT, 0.15)];
  variables["--good"] = hex(legible(colorOf(ours["--good"])));
  variables["--warn"] = hex(legible(colorOf(ours["--warn"]), amber));
  variables["--danger"] = hex(legible(danger(theme) ?? colorOf(ours["--danger"]), red));
  variables["--warn-tint"] = hex(amber);
  variables["--danger-tint"] = hex(red);
  if (button) Object.assign(variables, heroes(lchOf(button), card));
  return { scheme, variables };
}

/** The theme's own word for danger, if it looks like danger. */
function danger(theme: Record<string, string>): Rgb | null {
  const color = parseColor(theme.destructive_text_color);
  if (!color) return null;
  const { chroma, hue } = lchOf(color);
  return chroma > 0.08 && apart(hue, RED) < 40 ? calm(color, 0.19) : null;
}

/** The strongest chroma a hue may have here: blue and violet are calm by nature, green and yellow shout sooner. */
function strongest(hue: number): number {
  if (apart(hue, BETWEEN) < 55) return 0.165;
  return apart(hue, RED) < 32 ? 0.08 : 0.115;
}

/** The hero pair: the theme's button colour takes the nearer place of the two, the other is its neighbour. */
function heroes(button: Lch, card: Rgb): Record<string, string> {
  const [violet, blue] = hues(button);
  const dark = luminance(card) < 0.5;
  // A theme without colours gets a breath of ours.
  const strength = (hue: number) => Math.max(0.06, Math.min(button.chroma, strongest(hue)));
  // White letters stand on it.
  const under = (hue: number) => rgbOf(darkened({ lightness: 0.56, chroma: strength(hue), hue }, WHITE, 5.7));
  const line = (hue: number) => {
    const from: Lch = { lightness: dark ? 0.7 : 0.56, chroma: strength(hue), hue };
    return readable(rgbOf(from), [card], dark ? WHITE : BLACK, 3.2);
  };
  return {
    "--violet": hex(under(violet)),
    "--blue": hex(under(blue)),
    "--series-1": hex(line(blue)),
    "--series-2": hex(line(violet)),
    "--button": hex(under(button.chroma < 0.03 ? violet : button.hue)),
    "--on-button": "#ffffff",
  };
}

/** Which hues stand for violet and blue. */
function hues({ chroma, hue }: Lch): [violet: number, blue: number] {
  if (chroma < 0.03) return [VIOLET, BLUE];
  if (apart(hue, BETWEEN) < 55) return hue > BETWEEN ? [hue, hue - STEP] : [hue + STEP, hue];
  // Elsewhere the neighbour lies on the way to our own hues that does not lead over red.
  const onward = hue > RED + 15 && hue < BETWEEN ? 1 : -1;
  return [hue, (hue + onward * (STEP + 5) + 360) % 360];
}

/** As dark as it must be to stand out from `other` by `ratio`. */
function darkened(color: Lch, other: Rgb, ratio: number): Lch {
  let dark = color;
  while (dark.lightness > 0.2 && contrast(rgbOf(dark), other) < ratio)
    dark = { ...dark, lightness: dark.lightness - 0.01 };
  return dark;
}

function colorOf(text: string): Rgb {
  return parseColor(text) ?? BLACK;
}
