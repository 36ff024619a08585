import type { Health } from "../../api/types";
import { Card } from "../../ui/Card";
import { Explain } from "../../ui/Explain";
import { Icon } from "../../ui/icons";
import { Prose } from "../../ui/Prose";
import { useSystemWords } from "../useSystemWords";
import styles from "./Health.module.css";
import { UptimeRow } from "./UptimeRow";

interface Properties {
  health: Health;
  /** False: the answer is too old to say how Berry is. */
  known: boolean;
}

/** Working, degraded or down, since when, and how it was before. */
export function Whole({ health: { state: last, since, uptime }, known }: Properties) {
  const { health, format } = useSystemWords();
  const state = known ? last : "unknown";
  return (
    <Card>
      <div class={styles.whole} data-state={state} role="status">
        <Icon name={state === "working" ? "check" : known ? "alert" : "help"} size={26} />
        <div>
          <p class={styles.state}>
            {health.state[state]} {known && since && <small>{health.since(format.soon(since))}</small>}
          </p>
          <p class={styles.hint}>{health.stateText[state]}</p>
        </div>
      </div>
      <header class={styles.head}>
        <h2>{health.uptime.title}</h2>
        <Explain title={health.uptime.defineTitle}>
          <Prose>{health.uptime.define}</Prose>
          <Prose>{health.uptime.defineGaps}</Prose>
        </Explain>
      </header>
      <div class={styles.rows}>
        {uptime.map((row) => (
          <UptimeRow key={row.range} uptime={row} />
        ))}
      </div>
      <ul class={styles.legend}>
        <li data-part="up">{health.uptime.legend.up}</li>
        <li data-part="down">{health.uptime.legend.down}</li>
        <li data-part="unknown">{health.uptime.legend.unknown}</li>
      </ul>
    </Card>
  );
}
