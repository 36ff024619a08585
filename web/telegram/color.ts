/** Colour arithmetic for themes we did not choose: any user may paint Telegram as they like. */

export interface Rgb {
  red: number;
  green: number;
  blue: number;
}

/** Reads `#rgb` or `#rrggbb`; anything else is no colour. */
export function parseColor(text: string | undefined): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text ?? "");
  const hex = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : (text ?? "");
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!long) return null;
  const [red, green, blue] = long.slice(1).map((part) => Number.parseInt(part, 16));
  return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0 };
}

export function hex({ red, green, blue }: Rgb): string {
  const part = (value: number) => Math.round(value).toString(16).padStart(2, "0");
  return `#${part(red)}${part(green)}${part(blue)}`;
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    red: between(from.red, to.red),
    green: between(from.green, to.green),
    blue: between(from.blue, to.blue),
  };
}

/** Relative luminance, WCAG 2: 0 is black, 1 is white. */
export function luminance({ red, green, blue }: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio, WCAG 2: 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour nearest to `color`, on the way to `towards`, that stands out from each background by `ratio`. */
export function readable(color: Rgb, backgrounds: Rgb[], towards: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(color, towards, share);
    // Judged as painted, after rounding to bytes.
    const painted = parseColor(hex(candidate)) ?? candidate;
    if (backgrounds.every((background) => contrast(painted, background) >= ratio)) return painted;
  }
  return towards;
}

/** Hue in degrees, 0 to 360. */
export function hue({ red, green, blue }: Rgb): number {
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span === 0) return 0;
  const sector =
    most === red
      ? ((green - blue) / span) % 6
      : most === green
        ? (blue - red) / span + 2
        : (red - green) / span + 4;
  return (sector * 60 + 360) % 360;
}

/** The same colour with its hue turned by some degrees; lightness and saturation stay. */
export function turn(color: Rgb, degrees: number): Rgb {
  const most = Math.max(color.red, color.green, color.blue);
  const least = Math.min(color.red, color.green, color.blue);
  const position = (((hue(color) + degrees) % 360) + 360) % 360;
  const channel = (offset: number) => {
    const k = (offset + position / 60) % 6;
    return most - (most - least) * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return { red: channel(5), green: channel(3), blue: channel(1) };
}
