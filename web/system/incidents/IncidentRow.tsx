import type { Incident } from "../../api/types";
import { useSelf } from "../../app/useBerry";
import { Icon } from "../../ui/icons";
import { isUnended } from "./filters";
import styles from "./Incidents.module.css";
import { ageOf, moodOf, ownerOf, stateIcons } from "./states";
import { useIncidentWords } from "./useIncidentWords";

/** One incident: what it is about, how severe, where it stands, whose it is and how old. */
export function IncidentRow({ item, now, onOpen }: { item: Incident; now: number; onOpen(): void }) {
  const speech = useIncidentWords();
  const self = useSelf();
  const { incidents: words, alerts, format } = speech;
  const owner = ownerOf(item, self.id, speech);
  return (
    <li data-incident={item.id}>
      <button type="button" class={styles.row} data-row data-mood={moodOf(item)} onClick={onOpen}>
        <span class={styles.icon}>
          <Icon name={stateIcons[item.state]} />
        </span>
        <span class={styles.body}>
          <span class={styles.top}>
            <b>{alerts.rule[item.cause] ?? item.cause}</b>
            <span class={styles.state}>{words.state[item.state]}</span>
          </span>
          <span class={styles.line}>
            <span class={styles.severity} data-severity={item.severity}>
              {alerts.severity[item.severity]}
            </span>
            {[
              owner,
              words.alertsOf(item.keys.length),
              item.firing > 0 && isUnended(item) && words.firing(format.number(item.firing)),
            ]
              .filter(Boolean)
              .map((one) => ` · ${one}`)
              .join("")}
          </span>
          <span class={styles.line}>
            {ageOf(item, now, speech)}
            {item.needsResolution && !isUnended(item) && (
              <span class={styles.needs}>{` · ${words.needsResolution}`}</span>
            )}
          </span>
        </span>
        <Icon name="next" size={18} />
      </button>
    </li>
  );
}
