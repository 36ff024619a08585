/** Where in the app the reader is. Kept in memory: in Telegram the address belongs to the launch parameters. */
export interface Place {
  screen: Screen;
  /** Filters and the like, so that a link or "back" brings the same view. */
  parameters: Readonly<Record<string, string>>;
}

export type Screen = "home" | "activity" | "overview" | "inbox" | "conversation" | "system" | "more";
const screens: readonly string[] = [
  "home",
  "activity",
  "overview",
  "inbox",
  "conversation",
  "system",
  "more",
];

export class Router {
  #place: Place;
  /** The place each tab was left at, so that a filter survives a look at another tab. */
  readonly #left = new Map<Screen, Place>();
  readonly #watchers = new Set<() => void>();

  /** @param mirror whether the address shows the place (plain browser) */
  constructor(
    first: Place,
    private readonly mirror: boolean,
  ) {
    this.#place = first;
    this.#left.set(first.screen, first);
    if (!mirror) return;
    history.replaceState(null, "", addressOf(first));
    window.addEventListener("popstate", () => this.#become(placeOf(location.hash) ?? first));
  }

  get place(): Place {
    return this.#place;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** The place a tab was left at; null when it was never visited. */
  leftAt(screen: Screen): Place | null {
    return this.#left.get(screen) ?? null;
  }

  /** Goes to a screen; without parameters to where it was left. */
  go(screen: Screen, parameters?: Record<string, string>): void {
    const next = parameters ? { screen, parameters } : (this.#left.get(screen) ?? { screen, parameters: {} });
    if (addressOf(next) === addressOf(this.#place)) return;
    if (this.mirror) history.pushState(null, "", addressOf(next));
    this.#become(next);
  }

  /**
   * Changes parameters of this screen; an empty value removes one. Another screen may be named that stands beside this
   * one (the inbox beside a conversation): then only what it is left at changes.
   */
  set(changes: Record<string, string>, screen: Screen = this.#place.screen): void {
    const known = screen === this.#place.screen ? this.#place : this.#left.get(screen);
    const kept = Object.entries({ ...known?.parameters, ...changes }).filter(([, value]) => value !== "");
    const next = { screen, parameters: Object.fromEntries(kept) };
    if (screen !== this.#place.screen) {
      this.#left.set(screen, next);
      for (const watcher of this.#watchers) watcher();
      return;
    }
    if (this.mirror) history.replaceState(null, "", addressOf(next));
    this.#become(next);
  }

  #become(place: Place): void {
    this.#place = place;
    this.#left.set(place.screen, place);
    for (const watcher of this.#watchers) watcher();
  }
}

/** A place as the part of an address after `#`. */
export function addressOf({ screen, parameters }: Place): string {
  const query = new URLSearchParams(parameters).toString();
  return `#/${screen}${query ? `?${query}` : ""}`;
}

/** Reads what `addressOf` wrote; null for anything else. */
export function placeOf(hash: string): Place | null {
  const match = /^#\/([a-z]+)(?:\?(.*))?$/.exec(hash);
  const screen = match?.[1] ?? "";
  if (!screens.includes(screen)) return null;
  return { screen: screen as Screen, parameters: Object.fromEntries(new URLSearchParams(match?.[2] ?? "")) };
}

/**
 * Reads a deep link's parameter: `overview`, `overview_30d`, `activity`, `day_2026-11-10`, `inbox`, `chat_42`,
 * `chat_m1001234` (Telegram allows no minus, and groups have negative ids), `alerts`, `alert_disk`, `runbook_disk`,
 * `incidents`, `incident_12`, `oncall`, `settings`.
 */
export function placeOfLink(parameter: string): Place | null {
  const [name = "", value = ""] = parameter.split("_", 2);
  if (name === "day" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return { screen: "activity", parameters: { day: value } };
  }
  if (name === "chat" && /^m?\d{1,16}$/.test(value))
    return { screen: "conversation", parameters: { chat: value.replace("m", "-") } };
  if (name === "overview" && value) return { screen: "overview", parameters: { range: value } };
  if ((name === "alert" || name === "runbook") && /^[a-z][a-z0-9-]{0,63}$/.test(value))
    return {
      screen: "system",
      parameters: { page: "alerts", rule: value, ...(name === "runbook" && { read: "1" }) },
    };
  if (name === "incident" && /^[1-9]\d{0,15}$/.test(value))
    return { screen: "system", parameters: { page: "incidents", incident: value } };
  if (["alerts", "health", "logs", "backups", "incidents", "oncall"].includes(name))
    return { screen: "system", parameters: { page: name } };
  if (name === "settings") return { screen: "more", parameters: {} };
  // Which conversation is what its link must say.
  if (name === "conversation") return null;
  return screens.includes(name) ? { screen: name as Screen, parameters: {} } : null;
}
