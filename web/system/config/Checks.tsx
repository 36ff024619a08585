import type { Check } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import styles from "./Config.module.css";
import { inWords } from "./inWords";
import { useConfigWords } from "./useConfigWords";

const marks = { ok: "✔", warn: "!", fail: "✘" } as const;

/** What was looked at: how it is, why, and what to do about it. */
export function Checks({ checks }: { checks: Check[] }) {
  const { language } = useWords();
  const { config } = useConfigWords();
  return (
    <ul class={styles.checks}>
      {checks
        .map((found) => ({ ...found, told: inWords(found, language) }))
        .map(({ check, why: said, level, told: { name, why, whyLang, fix, fixLang } }) => (
          <li key={`${check} ${said}`} class={styles.check} data-level={level}>
            <span class={styles.mark} aria-hidden="true">
              {marks[level]}
            </span>
            <div>
              <p class={styles.name}>
                <span lang={name === check ? "en" : language}>{name}</span>{" "}
                <span class="unseen">{config.mark[level]}</span>
              </p>
              <p class={styles.why} lang={whyLang}>
                {why}
              </p>
              {fix && (
                <p class={styles.fix} lang={fixLang}>
                  {fix}
                </p>
              )}
            </div>
          </li>
        ))}
    </ul>
  );
}
