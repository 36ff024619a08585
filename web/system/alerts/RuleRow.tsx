import type { AlertItem } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Icon, type IconName } from "../../ui/icons";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";
import { becauseOf, moodOf, ruleNameOf, stateOf } from "./sentences";

/** A shape for each state, so that colour is never the only sign. */
export function iconOf({ state, off }: AlertItem): IconName {
  if (off) return "blocked";
  const icons: Record<AlertItem["state"], IconName> = {
    ok: "check",
    pending: "clock",
    firing: "alert",
    recovering: "undo",
    silenced: "mute",
    no_data: "help",
    error: "close",
  };
  return icons[state] ?? "help";
}

/** One rule: its state in a word, why in a sentence, value against threshold. */
export function RuleRow({ item, onOpen }: { item: AlertItem; onOpen(): void }) {
  const { words } = useWords();
  const speech = useSystemWords();
  const { alerts } = speech;
  return (
    <li>
      <button type="button" class={styles.row} data-row data-mood={moodOf(item)} onClick={onOpen}>
        <span class={styles.icon}>
          <Icon name={iconOf(item)} />
        </span>
        <span class={styles.body}>
          <span class={styles.top}>
            <b>{ruleNameOf(item.key, alerts)}</b>
            <span class={styles.state}>{stateOf(item, speech)}</span>
          </span>
          <span class={styles.why}>{becauseOf(item, speech, words.unknown)}</span>
          {item.state === "firing" && (
            <span class={styles.severity}>{alerts.severity[item.severity] ?? item.severity}</span>
          )}
        </span>
        <Icon name="next" size={18} />
      </button>
    </li>
  );
}
