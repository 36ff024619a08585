import type { Check } from "../../api/types";
import styles from "./Config.module.css";
import { useConfigWords } from "./useConfigWords";

const marks = { ok: "✔", warn: "!", fail: "✘" } as const;

/** What was looked at: how it is, why, and what to do about it. */
export function Checks({ checks }: { checks: Check[] }) {
  const { config } = useConfigWords();
  return (
    <ul class={styles.checks}>
      {checks.map(({ check, level, why, fix }) => (
        <li key={`${check} ${why}`} class={styles.check} data-level={level}>
          <span class={styles.mark} aria-hidden="true">
            {marks[level]}
          </span>
          <div>
            <p class={styles.name}>
              {check} <span class="unseen">{config.mark[level]}</span>
            </p>
            {/* The server's own words. */}
            <p class={styles.why} lang="en">
              {why}
            </p>
            {fix && (
              <p class={styles.fix} lang="en">
                {fix}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
