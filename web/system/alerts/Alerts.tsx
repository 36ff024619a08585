import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { alerts } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry, usePlace } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Explain } from "../../ui/Explain";
import { Facts } from "../../ui/Facts";
import { Note } from "../../ui/Note";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";
import { RuleRow } from "./RuleRow";
import { RuleSheet } from "./RuleSheet";
import { grouped } from "./sentences";
import { WindowSheet } from "./WindowSheet";
import { PlannedWindows, RunningWindows } from "./Windows";

/** Every rule with its state and why; firing first. A rule may be tested and silenced, all of them for maintenance. */
export function Alerts() {
  const { client, router } = useBerry();
  const speech = useSystemWords();
  const { parameters } = usePlace();
  const query = useQuery(alerts(client));
  const [planning, setPlanning] = useState(false);
  const words = speech.alerts;
  const chosen = query.data?.items.find(({ key }) => key === parameters.rule);

  return (
    <Screen title={speech.health.entry.page.alerts ?? ""} wide>
      <Widget
        query={query}
        skeleton={
          <Card flush>
            <RowsSkeleton rows={8} />
          </Card>
        }
      >
        {({ items, windows }) => (
          <>
            <RunningWindows windows={windows} />
            {items.length === 0 && (
              <Card>
                <Note icon="bell" title={words.none} text={words.noneHint} />
              </Card>
            )}
            {grouped(items).map(([group, members], place) => (
              <Card
                key={group}
                title={words.group[group]}
                action={
                  place === 0 && (
                    <Explain title={words.severityTitle}>
                      <Facts
                        facts={Object.keys(words.severity).map(
                          (level) => [words.severity[level] ?? level, words.severityText[level]] as const,
                        )}
                      />
                    </Explain>
                  )
                }
                flush
              >
                <ul class={styles.list}>
                  {members.map((item) => (
                    <RuleRow key={item.key} item={item} onOpen={() => router.set({ rule: item.key })} />
                  ))}
                </ul>
              </Card>
            ))}
            <PlannedWindows windows={windows} onPlan={() => setPlanning(true)} />
          </>
        )}
      </Widget>
      {chosen && (
        <RuleSheet
          item={chosen}
          read={parameters.read === "1"}
          onClose={() => router.set({ rule: "", read: "" })}
        />
      )}
      {planning && <WindowSheet onClose={() => setPlanning(false)} />}
    </Screen>
  );
}
