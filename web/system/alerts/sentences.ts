import type { AlertItem } from "../../api/types";
import type { SystemSpeech } from "../useSystemWords";

/** A rule's name: ours have one, others are called by their key, which may be any word, `constructor` too. */
export function ruleNameOf(key: string, alerts: SystemSpeech["alerts"]): string {
  return Object.hasOwn(alerts.rule, key) ? (alerts.rule[key] ?? key) : key;
}

/** How a rule looks; `off` is no state of its own on the wire. */
export type RuleMood = "good" | "warn" | "bad" | "plain";

export function moodOf({ state, off }: Pick<AlertItem, "state" | "off">): RuleMood {
  if (off || state === "silenced" || state === "no_data") return "plain";
  if (state === "firing") return "bad";
  return state === "ok" ? "good" : "warn";
}

/** The state in a word or two: "Pending 3 of 5 min". */
export function stateOf(item: AlertItem, { alerts, format }: SystemSpeech): string {
  const { state } = alerts;
  if (item.off) return state.off;
  switch (item.state) {
    case "ok":
      return state.ok;
    case "pending":
      return pendingOf(item, alerts, format);
    case "firing":
      return state.firing(item.since ? format.soon(item.since) : "…");
    case "recovering":
      return state.recovering;
    case "silenced":
      return state.silenced(item.silence ? format.soon(item.silence.until) : "…");
    case "no_data":
      return state.noData;
    case "error":
      return state.error;
  }
}

function pendingOf(
  { pendingSeconds, forSeconds }: AlertItem,
  alerts: SystemSpeech["alerts"],
  format: SystemSpeech["format"],
): string {
  const gone = Math.min(pendingSeconds ?? 0, forSeconds);
  // Whole minutes of whole minutes share their unit: "3 of 5 min".
  if (forSeconds >= 120 && forSeconds < 3600)
    return alerts.state.pending(format.number(Math.floor(gone / 60)), format.span(forSeconds));
  return alerts.state.pending(format.span(gone), format.span(forSeconds));
}

/** Its threshold with its side: "over 80%". */
export function limitOf(
  item: Pick<AlertItem, "above" | "unit">,
  value: number,
  speech: SystemSpeech,
): string {
  const { limit } = speech.alerts;
  return (item.above ? limit.over : limit.under)(speech.figures.limit(value, item.unit));
}

/** The limit at which it ends lies on the other side. */
export function clearOf(item: AlertItem, speech: SystemSpeech): string {
  return limitOf({ above: !item.above, unit: item.unit }, item.clear, speech);
}

/** Why it is in its state, built of what the server measured; its own words only where it could not judge. */
export function becauseOf(item: AlertItem, speech: SystemSpeech, unknown: string): string {
  const { alerts, figures, format } = speech;
  const { because } = alerts;
  const known = typeof item.value === "number";
  const now = known ? figures.full(Number(item.value), item.unit) : unknown;
  const is = known ? because.is(now) : because.absent;
  const moment = item.since ? format.soon(item.since) : "…";
  const limit = limitOf(item, item.threshold, speech);
  const span = format.span(item.forSeconds);
  const parts: string[] = [];
  if (item.off) return because.off;
  if (item.inhibitedBy) parts.push(because.inhibited(ruleNameOf(item.inhibitedBy, alerts)));
  if (item.silence) parts.push(because.silenced(item.silence.by ?? "Berry", item.silence.reason));
  else if (item.state === "pending")
    parts.push(because.pending(now, limit, format.span(item.pendingSeconds ?? 0), span));
  else if (item.state === "firing")
    parts.push(known ? because.firing(now, limit, moment) : because.firingAbsent(moment));
  else if (item.state === "recovering")
    parts.push(because.recovering(now, clearOf(item, speech), format.span(item.clearForSeconds)));
  else if (item.state === "no_data") parts.push(because.noData);
  else if (item.state === "error") parts.push(item.because ?? alerts.state.error);
  else if (!item.inhibitedBy)
    parts.push(item.forSeconds > 0 ? because.ok(is, limit, span) : because.okAtOnce(is, limit));
  if (item.replica) parts.push(because.replica(item.replica));
  // A unit that is shortened ends in a point already: "1 дн."
  return parts.join(" ").replaceAll("..", ".");
}

/** What may soon be trouble stands before what merely does not speak. */
const urgency: Array<AlertItem["state"]> = [
  "firing",
  "pending",
  "error",
  "recovering",
  "no_data",
  "silenced",
  "ok",
];

export type RuleGroup = "firing" | "watch" | "quiet";

/** Firing first, then what may fire or does not speak, then the rest; within each the severest first. */
export function grouped(items: readonly AlertItem[]): Array<[RuleGroup, AlertItem[]]> {
  const groupOf = (item: AlertItem): RuleGroup =>
    item.off || item.state === "ok" ? "quiet" : item.state === "firing" ? "firing" : "watch";
  const order: RuleGroup[] = ["firing", "watch", "quiet"];
  return order
    .map((group): [RuleGroup, AlertItem[]] => [
      group,
      items
        .filter((item) => groupOf(item) === group)
        .sort(
          (a, b) =>
            Number(a.off) - Number(b.off) ||
            urgency.indexOf(a.state) - urgency.indexOf(b.state) ||
            a.severity - b.severity,
        ),
    ])
    .filter(([, members]) => members.length > 0);
}
