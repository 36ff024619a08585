import type { IncidentDetail, Severity } from "../../api/types";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import styles from "./Incidents.module.css";
import { useActs } from "./useActs";
import { useIncidentWords } from "./useIncidentWords";

const severities: readonly Severity[] = [1, 2, 3];

/** How severe it is, with what that means for whom it calls. */
export function SeveritySheet({ item, onClose }: { item: IncidentDetail; onClose(): void }) {
  const { incidents: words, alerts } = useIncidentWords();
  const acts = useActs(String(item.id));
  const choose = async (severity: Severity) => {
    if (severity === item.severity || (await acts.rank(severity))) onClose();
  };
  return (
    <Sheet title={alerts.severityTitle} onClose={onClose}>
      <ul class={styles.options}>
        {severities.map((severity) => (
          <li key={severity}>
            <button
              type="button"
              class={styles.option}
              aria-pressed={severity === item.severity}
              onClick={() => void choose(severity)}
            >
              <span class={styles.body}>
                <b data-severity={severity} class={styles.severity}>
                  {alerts.severity[severity]}
                </b>
                <span class={styles.line}>{words.severityText[severity]}</span>
              </span>
              {severity === item.severity && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
      <Refusal problem={acts.problem} />
    </Sheet>
  );
}
