import type { Uptime, UptimeRange } from "../../api/types";
import type { SystemSpeech } from "../useSystemWords";

const HOUR = 3_600_000;
/** How long each bar is; the server's bars are of these lengths. */
const lengths: Record<UptimeRange, number> = { "24h": HOUR / 2, "7d": 2 * HOUR, "30d": 24 * HOUR };

/** A bar in words: its time, and how much of it Berry worked. */
export function barText(range: UptimeRange, bar: Uptime["bars"][number], speech: SystemSpeech): string {
  const { format, figures, health } = speech;
  const from = Date.parse(bar.from);
  const day = `${format.weekday(bar.from)}, ${format.shortDate(bar.from)}`;
  const time = range === "30d" ? day : `${day}, ${format.clock(from)}–${format.clock(from + lengths[range])}`;
  const { share } = bar;
  if (share === null || share === undefined) return `${time}: ${health.uptime.unknown}`;
  return `${time}: ${share >= 1 ? health.uptime.whole : health.uptime.worked(figures.downwards(share))}`;
}

/** Height of the part of a bar that stands for not working, 0 to 1. A minute of a day must still be seen. */
export function downPart(share: number): number {
  return share >= 1 ? 0 : Math.max(0.16, 1 - share);
}

/** Which bar lies at a place of the row, 0 to 1. */
export function barAt(place: number, bars: number): number {
  return Math.max(0, Math.min(bars - 1, Math.floor(place * bars)));
}
