import { useQuery } from "@tanstack/react-query";
import { statements } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { useSystemWords } from "../useSystemWords";
import styles from "./Health.module.css";

/** What costs the database the most, where it counts that, and the size of its log. For owner and admins. */
export function Statements() {
  const { client } = useBerry();
  const { health, figures } = useSystemWords();
  const query = useQuery(statements(client));
  const { statements: words } = health;
  return (
    <Card title={words.title}>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ state, slowest, walBytes }) => (
          <div class={styles.parts}>
            <Facts
              facts={[[words.wal, walBytes === undefined ? words.hidden : figures.full(walBytes, "bytes")]]}
            />
            {state !== "on" && <p class={styles.detail}>{words.how[state]}</p>}
            {state === "on" && slowest.length === 0 && <p class={styles.detail}>{words.none}</p>}
            {slowest.length > 0 && (
              <ol class={styles.statements}>
                {slowest.map(({ text, cut, calls, totalSeconds, meanSeconds }) => (
                  <li key={text}>
                    <code>
                      {text}
                      {cut && "…"}
                    </code>
                    <p class={styles.detail}>
                      {words.cost(
                        figures.full(totalSeconds, "seconds"),
                        figures.full(meanSeconds, "seconds"),
                        figures.full(calls, "count"),
                      )}
                    </p>
                  </li>
                ))}
              </ol>
            )}
          </div>
        )}
      </Widget>
    </Card>
  );
}
