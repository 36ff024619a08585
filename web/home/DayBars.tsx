import type { Day } from "../api/types";
import { useBerry } from "../app/useBerry";
import { dayOf, middayOf } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Legend } from "../ui/Legend";
import styles from "./DayBars.module.css";

/** Fourteen days, two stacked bars each; none while they are not known yet. A day opens in Activity. Every bar is a labelled button, so it reads as a table too. */
export function DayBars({ days }: { days?: Day[] }) {
  const { words, format } = useWords();
  const { router } = useBerry();
  const most = Math.max(4, ...(days ?? []).map((day) => day.mine + day.answers));
  const quiet = days?.every((day) => day.mine + day.answers === 0);
  const today = dayOf(new Date());

  return (
    <>
      <Legend
        entries={[
          [1, words.home.mine],
          [2, words.home.answers],
        ]}
      />
      <ol class={styles.days}>
        {days?.map(({ day, mine, answers }) => {
          const date = middayOf(day);
          return (
            <li key={day}>
              <button
                type="button"
                class={styles.day}
                data-today={day === today}
                aria-label={words.home.dayBar(format.date(date), mine, answers)}
                title={words.home.dayBar(format.date(date), mine, answers)}
                onClick={() => router.go("activity", { day })}
              >
                <span class={styles.bar}>
                  <span class={styles.answers} style={{ height: `${(answers / most) * 100}%` }} />
                  <span class={styles.mine} style={{ height: `${(mine / most) * 100}%` }} />
                </span>
                <span class={styles.label} aria-hidden="true">
                  {date.getDate()}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {quiet && <p class={styles.quiet}>{words.home.fortnightEmpty}</p>}
    </>
  );
}
