import type { UseQueryResult } from "@tanstack/react-query";
import type { Differences } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import { Widget } from "../../ui/Widget";
import { Table } from "./Table";
import styles from "./Wizard.module.css";

interface Properties {
  query: UseQueryResult<Differences>;
  /** The last restore is taken back. */
  undoing: boolean;
  onBack?: (() => void) | undefined;
  onNext(): void;
}

/** What would change, before anything does. */
export function Look({ query, undoing, onBack, onNext }: Properties) {
  const { words, format } = useWords();
  const { wizard } = words.backups;
  return (
    <div class={styles.parts}>
      <h3>{wizard.differences}</h3>
      <Widget
        query={query}
        skeleton={
          <div class={styles.parts}>
            <p class={styles.hint}>{wizard.comparing}</p>
            <Skeleton height="9rem" round />
          </div>
        }
      >
        {(found) => (
          <>
            {found.at && (
              <p class={styles.hint}>{(undoing ? wizard.undoFrom : wizard.from)(format.moment(found.at))}</p>
            )}
            <p class={styles.verdict} data-mood={found.lost > 0 ? "bad" : "good"}>
              {found.lost > 0 ? wizard.losing(found.lost) : wizard.nothingLost}
            </p>
            <Table found={found} then={undoing ? wizard.before : wizard.backup} />
            <p class={styles.hint}>{wizard.changed}</p>
            {found.obstacles.length > 0 && (
              <div role="alert" class={styles.parts}>
                <p class={styles.verdict} data-mood="bad">
                  {wizard.obstacles}
                </p>
                {found.obstacles.map((one) => (
                  <p key={one} class={styles.words}>
                    {one}
                  </p>
                ))}
              </div>
            )}
            <div class={styles.buttons}>
              {onBack && (
                <Button look="plain" onClick={onBack}>
                  {wizard.back}
                </Button>
              )}
              {found.obstacles.length === 0 && <Button onClick={onNext}>{wizard.next}</Button>}
            </div>
          </>
        )}
      </Widget>
    </div>
  );
}
