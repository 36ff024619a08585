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

/** A colour as the eye sorts it (OKLCH): lightness 0 to 1, chroma 0 (grey) to about 0.32 (neon), hue in degrees. */
export interface Lch {
  lightness: number;
  chroma: number;
  hue: number;
}

/** By Björn Ottosson's OKLab (bottosson.github.io/posts/oklab), which CSS Color 4 took over. */
export function lchOf({ red, green, blue }: Rgb): Lch {
  const [r, g, b] = [linear(red), linear(green), linear(blue)] as const;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const along = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, along),
    hue: ((Math.atan2(along, a) * 180) / Math.PI + 360) % 360,
  };
}

/** The colour a screen can show: chroma gives way where there is none as strong at that lightness. */
export function rgbOf({ lightness, chroma, hue }: Lch): Rgb {
  for (let strength = chroma; strength > 0.002; strength -= 0.004) {
    const exact = unbounded(lightness, strength, hue);
    if (exact.every((value) => value > -0.0005 && value < 1.0005)) return painted(exact);
  }
  return painted(unbounded(lightness, 0, 0));
}

/** The same hue no stronger than `most`: what a theme shouts is said calmly. */
export function calm(color: Rgb, most: number): Rgb {
  const lch = lchOf(color);
  return lch.chroma <= most ? color : rgbOf({ ...lch, chroma: most });
}

/** How far two hues lie apart, 0 to 180. */
export function apart(one: number, other: number): number {
  return Math.abs(((one - other + 540) % 360) - 180);
}

function unbounded(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function painted([red, green, blue]: [number, number, number]): Rgb {
  const byte = (value: number) => {
    const share = Math.min(1, Math.max(0, value));
    return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
  };
  return { red: byte(red), green: byte(green), blue: byte(blue) };
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
