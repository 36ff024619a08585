import { useMemo, useState } from "react";
import type { Overview } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Card } from "../ui/Card";
import { Choice } from "../ui/Choice";
import { Icon } from "../ui/icons";
import { Legend } from "../ui/Legend";
import { Note } from "../ui/Note";
import { ChartTable } from "./ChartTable";
import { curvesOf, hasAny, total } from "./curves";
import styles from "./MainChart.module.css";
import { PlotFrame } from "./PlotFrame";
import type { ChartKind, View } from "./view";

/** Messages or people over the period, with the period before dashed; the same as a table for who needs it. */
export function MainChart({ overview, view }: { overview: Overview; view: View }) {
  const { words, format } = useWords();
  const { router } = useBerry();
  const [asTable, setAsTable] = useState(false);
  const curves = useMemo(
    () => curvesOf(overview.series, view.chart, words),
    [overview.series, view.chart, words],
  );
  const name = words.overview.chart[view.chart];
  const summary = words.overview.chartSummary(
    name,
    curves.firstName,
    format.number(total(curves.first)),
    curves.secondName,
    format.number(total(curves.second)),
  );

  return (
    <Card>
      <h2 class="unseen">{name}</h2>
      <div class={styles.tools}>
        <Choice<ChartKind>
          label={words.overview.chartLabel}
          value={view.chart}
          options={[
            ["messages", words.overview.chart.messages],
            ["people", words.overview.chart.people],
          ]}
          onChoose={(chart) => router.set({ chart: chart === "messages" ? "" : chart })}
        />
        {hasAny(curves) && (
          <button
            type="button"
            class={styles.turn}
            aria-label={asTable ? words.act.chart : words.act.table}
            title={asTable ? words.act.chart : words.act.table}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon name={asTable ? "chart" : "table"} />
          </button>
        )}
      </div>
      {!hasAny(curves) ? (
        <div class={styles.empty}>
          <Note icon="chart" title={words.overview.chartEmpty} text={words.overview.chartEmptyHint} />
        </div>
      ) : asTable ? (
        <ChartTable curves={curves} name={name} />
      ) : (
        <>
          <Legend
            entries={[
              [1, curves.firstName],
              [2, curves.secondName],
              ...(curves.previous ? [[0, words.overview.previous] as const] : []),
            ]}
          />
          <PlotFrame curves={curves} summary={summary} />
        </>
      )}
    </Card>
  );
}
