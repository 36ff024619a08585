import type { LogLine } from "../../api/types";
import { dayOf, middayOf } from "../../i18n/format";
import { LineRow } from "./LineRow";
import styles from "./Lines.module.css";
import { byDay } from "./tail";
import { useLogWords } from "./useLogWords";

interface Properties {
  /** Newest first. */
  lines: LogLine[];
  onOpen(line: LogLine): void;
  onOnly(filter: { update: string } | { request: string }): void;
}

/** Lines under the days they were written on. */
export function Lines({ lines, onOpen, onOnly }: Properties) {
  const { logs, format } = useLogWords();
  return (
    <>
      {byDay(lines, dayOf).map(([day, group]) => (
        <section key={day} class={styles.day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`}>{day ? format.day(middayOf(day)) : logs.unknownDay}</h2>
          <ul>
            {group.map((line) => (
              <LineRow key={line.id} line={line} onOpen={() => onOpen(line)} onOnly={onOnly} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
