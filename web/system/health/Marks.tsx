import { useQuery } from "@tanstack/react-query";
import { metrics } from "../../api/queries";
import type { MarkKind, MetricRange } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Icon, type IconName } from "../../ui/icons";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { ruleNameOf } from "../alerts/sentences";
import { useSystemWords } from "../useSystemWords";
import styles from "./Charts.module.css";

const icons: Record<MarkKind, IconName> = { deploy: "up", restart: "undo", alert: "alert", backup: "shield" };
const MOST = 12;

/** What the marks on the time axis are, newest first, to be read. */
export function Marks({ range }: { range: MetricRange }) {
  const { client } = useBerry();
  const { alerts, health, format } = useSystemWords();
  const query = useQuery(metrics(client, ["requests.perMinute"], range, ""));
  return (
    <Card title={health.marks} flush>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ marks }) =>
          marks.length === 0 ? (
            <p class={styles.none}>{health.noMarks}</p>
          ) : (
            <ul class={styles.marks}>
              {[...marks]
                .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .slice(0, MOST)
                .map((mark) => (
                  <li key={mark.at + mark.kind + mark.text} data-kind={mark.kind}>
                    <Icon name={icons[mark.kind]} size={18} />
                    <p>
                      <b>{health.mark[mark.kind]}</b>{" "}
                      {mark.kind === "alert" ? ruleNameOf(mark.text, alerts) : mark.text}
                    </p>
                    <time dateTime={mark.at}>{format.soon(mark.at)}</time>
                  </li>
                ))}
            </ul>
          )
        }
      </Widget>
    </Card>
  );
}
