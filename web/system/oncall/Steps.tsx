import type { Escalation } from "../../api/types";
import { Card } from "../../ui/Card";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

/** Whom the ladder calls and when, for as long as nobody takes an incident on. */
export function Steps({ known }: { known: Escalation }) {
  const { oncall: words, figures, format } = useOnCallWords();
  return (
    <Card title={words.steps}>
      <p class={styles.hint}>{words.stepsText}</p>
      <ol class={styles.lines}>
        {known.steps.map(({ afterSeconds, to }, place) => (
          <li key={`${afterSeconds} ${to}`} class={styles.fixed}>
            <span class={styles.body}>
              <b>{words.step(format.number(place + 1))}</b>{" "}
              {afterSeconds === 0 ? words.once : words.after(figures.limit(afterSeconds, "seconds"))}
            </span>
            <b>{to === "all" ? words.all : words.duty[to]}</b>
          </li>
        ))}
      </ol>
      <p class={styles.hint}>{words.stepsWhere}</p>
    </Card>
  );
}
