import type { IncidentPage } from "../../api/types";
import { Explain } from "../../ui/Explain";
import { Icon } from "../../ui/icons";
import { Prose } from "../../ui/Prose";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./useIncidentWords";

/** How many there are to look after, and how quickly the team does. */
export function Means({ page }: { page: IncidentPage }) {
  const { incidents: words, figures, words: common } = useIncidentWords();
  const span = (seconds: number | null | undefined) =>
    typeof seconds === "number" ? figures.full(seconds, "seconds") : common.unknown;
  const needs = page.unwritten;
  const busy = page.open > 0 || needs > 0;
  return (
    <section class={styles.means} aria-label={words.means}>
      <p
        class={styles.standing}
        data-mood={page.open > 0 ? "bad" : needs > 0 ? "warn" : "good"}
        role="status"
      >
        <Icon name={busy ? "alert" : "check"} size={20} />
        <b>{busy ? words.standing(page.open, needs) : words.calm}</b>
      </p>
      <dl class={styles.tiles}>
        <div>
          <dt>{words.mtta}</dt>
          <dd>{span(page.mttaSeconds)}</dd>
        </div>
        <div>
          <dt>{words.mttr}</dt>
          <dd>{span(page.mttrSeconds)}</dd>
        </div>
      </dl>
      <Explain title={words.means}>
        <Prose>{words.meansText}</Prose>
        <Prose>{words.mttaText}</Prose>
        <Prose>{words.mttrText}</Prose>
      </Explain>
    </section>
  );
}
