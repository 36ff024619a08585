import type { Alerts, Backups, Escalation, Health, Incident } from "../api/types";
import { useWords } from "../i18n/useWords";
import { moodOfTrust } from "./backups/trust";
import { isUnended } from "./incidents/filters";
import { useIncidentWords } from "./incidents/useIncidentWords";
import { useOnCallWords } from "./oncall/useOnCallWords";
import { useSystemWords } from "./useSystemWords";

interface Standing {
  text: string;
  mood: "good" | "warn" | "bad" | "plain";
}

/** How each page's subject stands, in a line; absent for what could not be asked and for pages without a state. */
export function useStandings(
  known: Health | undefined,
  rules: Alerts | undefined,
  kept: Backups | undefined,
  now: number,
  called: { incidents: readonly Incident[] | undefined; escalation: Escalation | undefined },
): Record<string, Standing | undefined> {
  const { words } = useWords();
  const { health, alerts, format } = useSystemWords();
  const { incidents } = useIncidentWords();
  const { oncall } = useOnCallWords();
  const standings: Record<string, Standing | undefined> = {};
  if (known)
    standings.health = {
      text: [health.state[known.state], known.since && health.since(format.soon(known.since))]
        .filter(Boolean)
        .join(" "),
      mood: moods[known.state],
    };
  if (rules) {
    const running = rules.windows.find(({ startsAt }) => Date.parse(startsAt) <= now);
    const firing = rules.items.filter(({ state }) => state === "firing").length;
    const pending = rules.items.filter(({ state }) => state === "pending").length;
    standings.alerts = running
      ? { text: alerts.maintenance(format.soon(running.until)), mood: "warn" }
      : firing > 0
        ? { text: alerts.firing(firing), mood: "bad" }
        : pending > 0
          ? { text: alerts.waiting(pending), mood: "warn" }
          : { text: alerts.quiet(rules.items.length), mood: "good" };
  }
  if (kept) {
    const mood = moodOfTrust(kept.trust, now);
    const { standing, badge } = words.backups;
    const age = kept.trust.at && format.span(Math.max(60, (now - Date.parse(kept.trust.at)) / 1000));
    standings.backups = {
      text: mood === "good" && age ? badge.proved(age) : standing[mood],
      mood: mood === "good" ? "good" : mood === "failed" ? "bad" : "warn",
    };
  }
  if (called.incidents) {
    const open = called.incidents.filter(isUnended);
    const unwritten = called.incidents.filter((one) => one.needsResolution && !isUnended(one)).length;
    standings.incidents =
      open.length + unwritten === 0
        ? { text: incidents.calm, mood: "good" }
        : {
            text: incidents.standing(open.length, unwritten),
            mood: open.some(({ state }) => state === "open") ? "bad" : "warn",
          };
  }
  if (called.escalation) {
    const lost = called.escalation.contacts.filter(({ reachable }) => !reachable).length;
    const first = called.escalation.onCall.find(({ name }) => name);
    standings.oncall =
      lost > 0
        ? { text: oncall.unreachable(lost), mood: "warn" }
        : first?.name
          ? { text: oncall.standing(oncall.duty[first.role], first.name), mood: "plain" }
          : undefined;
  }
  return standings;
}

const moods = { working: "good", degraded: "warn", down: "bad" } as const;
