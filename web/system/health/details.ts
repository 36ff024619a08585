import type { HealthComponent } from "../../api/types";
import type { SystemSpeech } from "../useSystemWords";

/** The one number of a part. */
export function numberOf(
  { key, state, value, unit }: HealthComponent,
  speech: SystemSpeech,
  unknown: string,
): string {
  const { health, figures, format } = speech;
  if (value === null || value === undefined)
    return key === "disk" && state === "working" ? health.notFilling : unknown;
  if (key === "backups") return health.ago(format.span(Math.max(60, value)));
  return figures.full(value, unit);
}

/** What explains the number of a part, in the reader's words; empty when nothing does. */
export function detailOf({ key, detail = {} }: HealthComponent, speech: SystemSpeech): string {
  const { health, figures, format } = speech;
  const { detail: words } = health;
  const number = (name: string) => (typeof detail[name] === "number" ? (detail[name] as number) : null);
  const parts: Array<string | false> = [];
  const say = (name: string, text: (value: number) => string | false) => {
    const value = number(name);
    if (value !== null) parts.push(text(value));
  };
  if (key === "intake") {
    say("stalledSeconds", (value) => value > 0 && words.stalled(format.span(value)));
    say("pending", words.pending);
  }
  if (key === "sender") {
    say("oldestSeconds", (value) => value >= 1 && words.oldest(format.span(value)));
    say("limitedPerMinute", (value) =>
      value > 0 ? words.limited(figures.full(value, "perMinute")) : words.notLimited,
    );
  }
  if (key === "live") say("viewers", words.viewers);
  if (key === "api") say("perMinute", (value) => words.perMinute(figures.full(value, "perMinute")));
  if (key === "database") {
    say("downSeconds", (value) => value > 0 && words.away(format.span(value)));
    say("connectionsShare", (value) => words.connections(figures.full(value, "share")));
  }
  if (key === "backups") say("proved", words.proved);
  if (key === "disk") {
    const free = number("freeBytes");
    say(
      "usedShare",
      (value) => free !== null && words.used(figures.full(value, "share"), format.bytes(free)),
    );
  }
  return parts.filter(Boolean).join(" · ");
}
