import { useMemo } from "react";
import type { Metrics, Unit } from "../../api/types";
import { coarser, hasValues, lastOf, mostOf } from "../../charts/courses";
import { FigureTable } from "../../charts/FigureTable";
import { TimeFrame } from "../../charts/TimeFrame";
import { useWords } from "../../i18n/useWords";
import { Legend } from "../../ui/Legend";
import { Note } from "../../ui/Note";
import { useSystemWords } from "../useSystemWords";
import styles from "./Charts.module.css";
import { linesOf, pictureOf } from "./pictures";
import type { ChartPlan } from "./plans";

const ROWS = 60;

interface Properties {
  answer: Metrics;
  plan: ChartPlan;
  threshold: number | null;
  asTable: boolean;
  unit: Unit;
}

/** The course of a figure as a picture or in numbers, and where it leads. */
export function ChartBody({ answer, plan, threshold, asTable, unit }: Properties) {
  const { words } = useWords();
  const speech = useSystemWords();
  const { health, figures, format } = speech;
  const title = health.chart[plan.name];
  const key = plan.metrics.map(([, metric]) => metric).join();
  const picture = useMemo(() => {
    const courses = linesOf(answer, plan, title);
    return pictureOf(answer, plan, courses, threshold, { figures, format, forecast: health.forecast });
  }, [answer, key, threshold, speech.language]);
  const { courses } = picture;
  if (!hasValues(courses))
    return (
      <div class={styles.empty}>
        <Note icon="chart" title={health.nothing} text={health.nothingHint} />
      </div>
    );

  const moment = (seconds: number) =>
    `${format.shortDate(new Date(seconds * 1000))}, ${format.clock(seconds * 1000)}`;
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? words.unknown : figures.full(value, unit);
  const first = courses.lines[0];
  const now = cell(first && lastOf(first));
  const most = cell(mostOf(courses));
  const summary =
    threshold === null
      ? health.summary(title, now, most)
      : health.summaryLine(title, now, most, figures.full(threshold, unit));
  const rows = coarser(linesOf(answer, plan, title), ROWS);
  const foretold = answer.forecasts.find(({ name }) => name === plan.metrics[0]?.[1]);

  return (
    <>
      {asTable ? (
        <>
          {rows.size > 1 && (
            <p class={styles.hint}>{health.highest(format.span(rows.size * answer.stepSeconds))}</p>
          )}
          <FigureTable
            name={title}
            heads={[health.columnTime, ...rows.lines.map(({ name }) => name)]}
            rows={rows.at
              .map((at, index) => [moment(at), ...rows.lines.map(({ values }) => cell(values[index]))])
              .reverse()}
          />
        </>
      ) : (
        <>
          {courses.lines.length > 1 && (
            <Legend
              entries={courses.lines.map(
                ({ name }, index) => [((index % 4) + 1) as 1 | 2 | 3 | 4, name] as const,
              )}
            />
          )}
          <TimeFrame picture={picture} summary={summary} title={moment} unknown={words.unknown} />
        </>
      )}
      {foretold && plan.name === "disk" && (
        <p class={styles.hint}>
          {foretold.at && foretold.perDay
            ? health.fullOn(format.date(foretold.at), figures.full(foretold.perDay, "share"))
            : health.notFull}
        </p>
      )}
    </>
  );
}
