import type { IncidentEvent } from "../../api/types";
import type { IconName } from "../../ui/icons";
import { whyOf } from "./calls";
import type { IncidentSpeech } from "./useIncidentWords";

export type EventMood = "good" | "warn" | "bad" | "plain";

/** A line of the timeline as people read it. */
export interface TimelineLine {
  text: string;
  /** What somebody wrote. */
  quote?: string;
  icon: IconName;
  mood: EventMood;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
const number = (value: unknown) => (typeof value === "number" ? value : undefined);

/** What happened, in the reader's words; the server's names are never shown. */
export function lineOf(event: IncidentEvent, speech: IncidentSpeech): TimelineLine {
  const { incidents: words, alerts, format } = speech;
  const say = words.event;
  const { detail } = event;
  const rule = (key: unknown) => alerts.rule[text(key)] ?? text(key);
  const severity = (level: unknown) => words.severityInText[String(level)] ?? String(level);
  const name = targetOf(text(detail.target), text(detail.name), speech);
  // The ladder counts from 0, people from 1.
  const step = format.number((number(detail.step) ?? 0) + 1);
  switch (event.kind) {
    case "opened":
      return { text: say.opened(rule(detail.key), severity(detail.severity)), icon: "alert", mood: "bad" };
    case "joined":
      return { text: say.joined(rule(detail.key)), icon: "alert", mood: "bad" };
    case "ended":
      return { text: say.ended(rule(detail.key)), icon: "check", mood: "good" };
    case "severity":
      return {
        text: say.severity(severity(detail.from), severity(detail.to)),
        icon: "settings",
        mood: "plain",
      };
    case "called": {
      const called =
        detail.kind === "repeat" ? say.repeated : detail.kind === "fallback" ? say.fallback : say.called;
      return { text: called(name, step), icon: "bell", mood: "plain" };
    }
    case "failed":
      if (!text(detail.target)) return { text: say.nobody(step), icon: "close", mood: "bad" };
      return { text: say.failed(name, whyOf(text(detail.why), speech)), icon: "close", mood: "bad" };
    case "held":
      return { text: say.held(name, whyOf(text(detail.why), speech)), icon: "mute", mood: "warn" };
    case "acknowledged":
      return { text: say.acknowledged, icon: "person", mood: "good" };
    case "mitigated":
      return { text: say.mitigated, icon: "shield", mood: "good" };
    case "escalated":
      return {
        text: number(detail.step) === undefined ? say.escalatedOn : say.escalated(step),
        icon: "up",
        mood: "warn",
      };
    case "note":
      return { text: say.note, quote: text(detail.text), icon: "write", mood: "plain" };
    case "checked": {
      const done = detail.done !== false;
      return {
        text: (done ? say.checked : say.unchecked)(stepNamed(text(detail.step), speech)),
        icon: done ? "check" : "undo",
        mood: "plain",
      };
    }
    case "restart":
      return restarted(detail, speech);
    case "silenced": {
      const rules = (Array.isArray(detail.keys) ? detail.keys : [detail.key])
        .map(rule)
        .filter(Boolean)
        .map((one) => (speech.language === "ru" ? `«${one}»` : `“${one}”`))
        .join(", ");
      const until = text(detail.until);
      return {
        text: until ? say.silenced(rules, format.soon(until)) : say.silencedOpen(rules),
        icon: "mute",
        mood: "plain",
      };
    }
    case "deploy":
      return { text: say.deploy(text(detail.version)), icon: "up", mood: "plain" };
    case "started":
      return { text: say.started(text(detail.replica)), icon: "play", mood: "plain" };
    case "resolved":
      return { text: say.resolved, icon: "check", mood: "good" };
    case "reopened":
      return {
        text: text(detail.key) ? say.reopened(rule(detail.key)) : say.reopenedPlain,
        icon: "alert",
        mood: "bad",
      };
    case "closed":
      return withQuote({ text: say.closed, icon: "lock", mood: "plain" }, detail.resolution);
    case "owner":
      return {
        text: text(detail.name) ? say.owner(text(detail.name)) : say.ownerNone,
        icon: "person",
        mood: "plain",
      };
    default:
      return { text: say.other, icon: "help", mood: "plain" };
  }
}

/** Who did it and by what; Berry itself needs no "by". */
export function byWhom({ actor, via }: IncidentEvent, { incidents: words }: IncidentSpeech): string {
  if (via === "berry") return actor?.name ?? words.berry;
  return [actor?.name, words.via[via]].filter(Boolean).join(" ");
}

/** `person:1`, `webhook` or `mail` by the name people know. */
export function targetOf(target: string, name: string, { incidents: words }: IncidentSpeech): string {
  if (target === "webhook" || target === "mail") return words.target[target];
  return name || words.somebody;
}

function stepNamed(id: string, { incidents: words, format }: IncidentSpeech): string {
  const [stage = "", place = ""] = id.split("-");
  const named = Object.hasOwn(words.stage, stage) ? words.stage[stage as keyof typeof words.stage] : "";
  return named && /^\d+$/.test(place)
    ? words.event.checkedStep(named, format.number(Number(place)))
    : words.event.someStep;
}

/** What the check found, or why it was no restart, is the server's own sentence. */
function restarted(detail: IncidentEvent["detail"], { incidents: words }: IncidentSpeech): TimelineLine {
  const say = words.event;
  const failure = text(detail.failure);
  if (failure) return { text: say.restartFailed, quote: failure, icon: "undo", mood: "bad" };
  if (detail.well === true) return { text: say.restartWell, icon: "undo", mood: "good" };
  return withQuote({ text: say.restartUnwell, icon: "undo", mood: "bad" }, detail.findings);
}

function withQuote(line: TimelineLine, quote: unknown): TimelineLine {
  return text(quote) ? { ...line, quote: text(quote) } : line;
}
