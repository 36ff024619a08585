import type { HealthComponent } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import { Explain } from "../../ui/Explain";
import { Icon, type IconName } from "../../ui/icons";
import { Prose } from "../../ui/Prose";
import { useSystemWords } from "../useSystemWords";
import { detailOf, numberOf } from "./details";
import styles from "./Health.module.css";

const icons: Record<HealthComponent["key"], IconName> = {
  intake: "inbox",
  sender: "send",
  live: "pulse",
  api: "braces",
  database: "database",
  backups: "shield",
  disk: "disk",
};

/** Each part in a row: does it work, one number, and what explains the number. */
export function Parts({ components, known }: { components: readonly HealthComponent[]; known: boolean }) {
  const speech = useSystemWords();
  const { words } = useWords();
  const { health } = speech;
  return (
    <Card title={health.components} flush>
      <ul class={styles.list}>
        {components.map((component) => {
          const { key } = component;
          // Numbers of before may stay as such; that a part works must not be said of now.
          const state = known ? component.state : "unknown";
          const name = health.component[key] ?? key;
          return (
            <li key={key} data-state={state}>
              <span class={styles.icon}>
                <Icon name={icons[key] ?? "system"} />
              </span>
              <div class={styles.both}>
                <div class={styles.what}>
                  <p class={styles.name}>
                    {name}
                    <span class={styles.word}>
                      <Icon
                        name={state === "working" ? "check" : state === "unknown" ? "help" : "alert"}
                        size={14}
                      />
                      {health.state[state]}
                    </span>
                  </p>
                  <p class={styles.detail}>{detailOf(component, speech)}</p>
                </div>
                <p class={styles.value}>
                  <b>{numberOf(component, speech, words.unknown)}</b>
                  <span>{health.measure[key]}</span>
                </p>
              </div>
              <Explain title={name}>
                <Prose>{health.define[key]}</Prose>
              </Explain>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
