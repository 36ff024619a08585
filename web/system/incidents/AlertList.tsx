import type { AlertItem, IncidentAlert, IncidentDetail } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { limitOf } from "../alerts/sentences";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./useIncidentWords";

interface Properties {
  item: IncidentDetail;
  /** As they are now; empty while that is not known. */
  rules: readonly AlertItem[];
  now: number;
}

/** The alerts that belong to it: those that fire with their value now, the others with when they ended. */
export function AlertList({ item, rules, now }: Properties) {
  const { incidents: words } = useIncidentWords();
  const { router } = useBerry();
  return (
    <Card title={words.alerts} flush>
      <ul class={styles.list}>
        {item.alerts.map((alert) => (
          <li key={`${alert.key} ${alert.replica ?? ""} ${alert.beganAt}`}>
            <button
              type="button"
              class={styles.row}
              data-row
              data-mood={alert.endedAt ? "good" : "bad"}
              onClick={() => router.go("system", { page: "alerts", rule: alert.key })}
            >
              <AlertLine alert={alert} rule={rules.find(({ key }) => key === alert.key)} now={now} />
              <Icon name="next" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function AlertLine({ alert, rule, now }: { alert: IncidentAlert; rule: AlertItem | undefined; now: number }) {
  const speech = useIncidentWords();
  const { incidents: words, alerts, figures, format } = speech;
  const limit = limitOf(alert, alert.threshold, speech);
  const figure = (value: number) => figures.full(value, alert.unit);
  const span = format.span(Math.max(1, (now - Date.parse(alert.beganAt)) / 1000));
  const value = rule?.value;
  return (
    <>
      <span class={styles.icon}>
        <Icon name={alert.endedAt ? "check" : "alert"} />
      </span>
      <span class={styles.body}>
        <span class={styles.top}>
          <b>{alerts.rule[alert.key] ?? alert.key}</b>
          <span class={styles.state}>
            {alert.endedAt ? words.alertEnded(format.soon(alert.endedAt)) : words.alertFiring(span)}
          </span>
        </span>
        {!alert.endedAt && (
          <span class={styles.line}>
            {typeof value === "number" ? words.alertNow(figure(value), limit) : words.alertUnknown(limit)}
          </span>
        )}
        <span class={styles.line}>
          {[
            typeof alert.worst === "number" && words.alertWorst(figure(alert.worst)),
            alert.replica && words.replica(alert.replica),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </>
  );
}
