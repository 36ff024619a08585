import { useState } from "react";
import type { Strip as State, Trust } from "../api/types";
import { useWords } from "../i18n/useWords";
import { moodOfTrust } from "../system/backups/trust";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import { Ledger } from "./Ledger";
import styles from "./Strip.module.css";

/** One line that says whether everything arrives; behind it the whole account. */
export function Strip({ strip, backup }: { strip: State; backup?: Trust | undefined }) {
  const { words, format } = useWords();
  const [open, setOpen] = useState(false);
  const { overview } = words;
  const now = useNow(60_000);
  const lost = format.number(strip.lost);
  const proof = (trust: Trust): [string, "good" | "warn"] => {
    const { badge } = words.backups;
    const mood = moodOfTrust(trust, now) === "good" ? "good" : "warn";
    if (trust.failedAt) return [badge.failed, mood];
    if (!trust.at) return [badge.none, mood];
    return [badge.proved(format.span(Math.max(60, (now - Date.parse(trust.at)) / 1000))), mood];
  };
  const facts: Array<[string, "good" | "warn" | "bad" | "plain"]> = [
    strip.intake === "unknown"
      ? [overview.intake.unknown, "plain"]
      : [
          `${overview.intake[strip.intake]} (${overview.mode[strip.mode]})`,
          strip.intake === "ok" ? "good" : "bad",
        ],
    [overview.queue(format.number(strip.queue)), strip.queue > 100 ? "warn" : "plain"],
    [
      strip.since ? overview.lostSince(lost, format.shortDate(strip.since)) : overview.lost(lost),
      strip.lost > 0 ? "bad" : "plain",
    ],
    ...(backup ? [proof(backup)] : []),
  ];
  return (
    <>
      <button type="button" class={styles.strip} onClick={() => setOpen(true)}>
        <span class="unseen">{overview.strip}: </span>
        {facts.map(([text, mood], place) => (
          <span key={text} class={styles.fact} data-mood={mood}>
            {text}
            {/* Within the last, so that it never stands on a line of its own. */}
            {place === facts.length - 1 && <Icon name="next" size={16} />}
          </span>
        ))}
      </button>
      {open && <Ledger strip={strip} onClose={() => setOpen(false)} />}
    </>
  );
}
