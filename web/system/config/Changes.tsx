import { useInfiniteQuery } from "@tanstack/react-query";
import { rows } from "../../api/pages";
import { settingChanges } from "../../api/queries";
import type { SettingChange } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import styles from "./Config.module.css";
import { shownValue } from "./shownValue";
import { useConfigWords } from "./useConfigWords";

/** Who changed which setting, newest first, from what to what. */
export function Changes() {
  const { words } = useWords();
  const { config } = useConfigWords();
  const { client } = useBerry();
  const query = useInfiniteQuery(settingChanges(client));
  const items = rows(query.data);
  return (
    <Card title={config.changes}>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {() =>
          items.length === 0 ? (
            <Note icon="empty" title={config.noChanges} text={config.noChangesText} />
          ) : (
            <>
              <ul class={styles.settings}>
                {items.map((change) => (
                  <Item key={change.id} change={change} />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button
                  look="plain"
                  busy={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.act.more}
                </Button>
              )}
            </>
          )
        }
      </Widget>
    </Card>
  );
}

function Item({ change: { name, before, after, at, by, byName } }: { change: SettingChange }) {
  const { config, format } = useConfigWords();
  return (
    <li class={styles.setting}>
      <code>{name}</code>
      <p class={styles.value} data-empty={after === undefined}>
        {after === undefined ? config.usual : shownValue(after) || config.empty}
      </p>
      <p class={styles.hint}>
        {before === undefined ? config.beforeUsual : config.before(shownValue(before) || config.empty)}
      </p>
      <p class={styles.hint}>{[byName || config.somebody(String(by)), format.moment(at)].join(" · ")}</p>
    </li>
  );
}
