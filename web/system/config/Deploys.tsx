import { useInfiniteQuery } from "@tanstack/react-query";
import { rows } from "../../api/pages";
import { deploys } from "../../api/queries";
import type { Deploy } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { useNow } from "../../ui/useNow";
import { Widget } from "../../ui/Widget";
import { Checks } from "./Checks";
import styles from "./Config.module.css";
import { shortCommit } from "./groups";
import { useConfigWords } from "./useConfigWords";
import { verdictOf } from "./verdict";

/** Which versions began to run, newest first, and whether each did well. */
export function Deploys() {
  const { words } = useWords();
  const { config } = useConfigWords();
  const { client } = useBerry();
  const query = useInfiniteQuery(deploys(client));
  const items = rows(query.data);
  return (
    <Card title={config.deploys}>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {() =>
          items.length === 0 ? (
            <Note icon="empty" title={config.noDeploys} />
          ) : (
            <>
              <ul class={styles.deploys}>
                {items.map((deploy) => (
                  <Item key={deploy.id} deploy={deploy} />
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

function Item({ deploy }: { deploy: Deploy }) {
  const { config, format } = useConfigWords();
  const state = verdictOf(deploy, useNow());
  const { version, before, commit, message, at, replica, verdict, findings } = deploy;
  return (
    <li class={styles.deploy}>
      <div class={styles.top}>
        <b>{before ? `${before} → ${version}` : config.first(version)}</b>
        <span class={styles.badge} data-mood={verdict}>
          {config.verdict[state]}
        </span>
      </div>
      {message && <p class={styles.why}>{message}</p>}
      <p class={styles.hint}>
        {[format.moment(at), commit && config.commit(shortCommit(commit)), replica]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {state === "watched" && <p class={styles.hint}>{config.watchedText}</p>}
      {findings.length > 0 && (
        <details open={verdict === "bad"}>
          <summary>{config.findings(format.number(findings.length))}</summary>
          <Checks checks={findings} />
        </details>
      )}
    </li>
  );
}
