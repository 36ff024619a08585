import { contrast, hex, hue, luminance, mix, parseColor, type Rgb, readable, turn } from "./color";

/** Berry's own pair of hues, met again in any theme: a blue (214°) and a violet (262°). */
const BLUE = 214;
const VIOLET = 262;
const WHITE: Rgb = { red: 255, green: 255, blue: 255 };
const BLACK: Rgb = { red: 0, green: 0, blue: 0 };

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
 * towards the main text colour until they are legible.
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
  const legible = (color: Rgb) => readable(color, [page, card, mix(card, color, 0.13)], body, TEXT_CONTRAST);

  const button = parseColor(theme.button_color) ?? parseColor(theme.link_color);
  const accent = parseColor(theme.accent_text_color) ?? parseColor(theme.link_color) ?? button;
  const hint = parseColor(theme.subtitle_text_color) ?? parseColor(theme.hint_color) ?? mix(body, card, 0.4);
  const danger = parseColor(theme.destructive_text_color);

  const variables: Record<string, string> = {
    "--page": hex(page),
    "--surface": hex(card),
    "--text": hex(body),
    "--hint": hex(legible(hint)),
    "--line": theme.section_separator_color ?? hex(mix(card, body, 0.12)),
    "--raised": hex(mix(card, body, 0.06)),
    "--bar": theme.bottom_bar_bg_color ?? hex(card),
  };
  if (accent) {
    variables["--accent"] = hex(legible(accent));
    variables["--tint"] = hex(mix(card, accent, 0.13));
  }
  const named = scheme === "dark" ? NIGHT : DAY;
  for (const [name, color] of Object.entries(named))
    variables[name] = hex(legible(parseColor(color) ?? body));
  if (danger) variables["--danger"] = hex(legible(danger));
  if (button) Object.assign(variables, heroes(button, card));
  return { scheme, variables };
}

/** The hero pair: the theme's button colour takes the nearer place of the two, the other is its neighbour. */
function heroes(button: Rgb, card: Rgb): Record<string, string> {
  const distance = (target: number) => Math.abs(((hue(button) - target + 540) % 360) - 180);
  const nearViolet = distance(VIOLET) < distance(BLUE);
  const violet = nearViolet ? button : turn(button, VIOLET - BLUE);
  const blue = nearViolet ? turn(button, BLUE - VIOLET) : button;
  const under = (color: Rgb) => readable(color, [WHITE], BLACK, 5.7);
  return {
    "--violet": hex(under(violet)),
    "--blue": hex(under(blue)),
    "--series-1": hex(readable(blue, [card], luminance(card) < 0.5 ? WHITE : BLACK, 3.2)),
    "--series-2": hex(readable(violet, [card], luminance(card) < 0.5 ? WHITE : BLACK, 3.2)),
    "--button": hex(under(button)),
    "--on-button": "#ffffff",
  };
}
