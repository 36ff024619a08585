import type { Work } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Icon } from "../../ui/icons";
import { tableName } from "../restore/tableName";
import styles from "./Stages.module.css";
import { shareOf, stageOf, stagesOf } from "./stages";

/** The steps of a piece of work: what is done, what is being done and how far, what is to come. */
export function Stages({ work, copied }: { work: Work; copied?: boolean }) {
  const { words, format } = useWords();
  const at = stageOf(work);
  const share = shareOf(work);
  return (
    <ol class={styles.stages} aria-label={words.backups.work.progress}>
      {stagesOf(work.kind, copied || work.step === "copying").map((stage, n) => {
        const state = n < at ? "done" : n === at ? "now" : "later";
        return (
          <li key={stage} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <span class={styles.mark}>{state === "done" && <Icon name="check" size={14} />}</span>
            <div class={styles.step}>
              <p>{words.backups.step[stage]}</p>
              {state === "now" && (
                <>
                  <progress
                    aria-label={words.backups.step[stage]}
                    {...(share === null ? {} : { value: share, max: 1 })}
                  />
                  <p class={styles.detail}>
                    {[
                      share !== null && format.percent(Math.round(share * 100) / 100),
                      work.table && tableName(words.backups, work.table),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
