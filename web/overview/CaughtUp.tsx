import type { CaughtUp as Outage } from "../api/types";
import { dayOf } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Calm } from "./Calm";
import styles from "./CaughtUp.module.css";

/** After an outage: how many messages had to wait, and what Telegram does not keep. */
export function CaughtUp({ outage }: { outage: Outage }) {
  const { words, format } = useWords();
  const sameDay = dayOf(outage.from) === dayOf(outage.to) && dayOf(outage.to) === dayOf(new Date());
  const told = sameDay ? format.clock : format.moment;
  const span = `${told(outage.from)}–${told(outage.to)}`;
  return (
    <Calm role="status">
      {words.overview.caughtUp(outage.messages, span)}{" "}
      <span class={styles.hint}>{words.overview.caughtUpHint}</span>
    </Calm>
  );
}
