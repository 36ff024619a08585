import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { metrics } from "../../api/queries";
import type { AlertItem, Metrics } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { hasValues, lastOf } from "../../charts/courses";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import { Choice } from "../../ui/Choice";
import { Explain } from "../../ui/Explain";
import { Icon } from "../../ui/icons";
import { Prose } from "../../ui/Prose";
import { Skeleton } from "../../ui/Skeleton";
import { useSeen } from "../../ui/useSeen";
import { useWide } from "../../ui/useWide";
import { Widget } from "../../ui/Widget";
import { ruleNameOf } from "../alerts/sentences";
import { useSystemWords } from "../useSystemWords";
import { ChartBody } from "./ChartBody";
import styles from "./Charts.module.css";
import { linesOf, unitOf } from "./pictures";
import { type ChartPlan, planFor, type Side } from "./plans";
import type { FigureView } from "./useFigureView";

interface Properties {
  plan: ChartPlan;
  view: FigureView;
  rules: readonly AlertItem[];
}

/** One figure over time: its newest value, its course, what it means. Asked for only when it is nearly in view. */
export function ChartCard({ plan: whole, view, rules }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const { health, alerts, figures } = useSystemWords();
  const [watch, seen] = useSeen();
  const [asTable, setAsTable] = useState(false);
  const wide = useWide();
  const plan = planFor(whole, view.side, wide, view.replica === "*");
  const names = plan.metrics.map(([, metric]) => metric);
  const query = useQuery({ ...metrics(client, names, view.range, view.replica), enabled: seen });
  const rule = rules.find(({ metric, off }) => metric === plan.judged && !off);
  const threshold = rule?.threshold ?? plan.line ?? null;
  const title = health.chart[plan.name];
  const unit = query.data ? unitOf(query.data, plan) : "count";

  return (
    <div ref={watch} class={query.isPlaceholderData ? styles.old : undefined}>
      <Card>
        <header class={styles.head}>
          <h3>{title}</h3>
          <Newest answer={query.data} plan={plan} title={title} threshold={threshold} />
          <Explain title={title}>
            <Prose>{health.about[plan.name]}</Prose>
            <Prose>
              {[
                rule && health.lineOf(figures.full(rule.threshold, rule.unit), ruleNameOf(rule.key, alerts)),
                health.source(names.join(", ")),
              ]
                .filter(Boolean)
                .join(" ")}
            </Prose>
          </Explain>
          <button
            type="button"
            class={styles.turn}
            aria-label={`${title}: ${asTable ? words.act.chart : words.act.table}`}
            title={asTable ? words.act.chart : words.act.table}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon name={asTable ? "chart" : "table"} />
          </button>
        </header>
        {plan.name === "response" && (
          <Choice<Side>
            label={health.side}
            value={view.side}
            options={[
              ["webhook", health.webhook],
              ["api", health.api],
            ]}
            onChoose={(side) => view.set({ side })}
          />
        )}
        <Widget query={query} skeleton={<Skeleton height="200px" round />}>
          {(answer) => (
            <ChartBody answer={answer} plan={plan} threshold={threshold} asTable={asTable} unit={unit} />
          )}
        </Widget>
      </Card>
    </div>
  );
}

/** The figure of this moment; red where it is over its line. */
function Newest({
  answer,
  plan,
  title,
  threshold,
}: {
  answer: Metrics | undefined;
  plan: ChartPlan;
  title: string;
  threshold: number | null;
}) {
  const { words } = useWords();
  const { figures } = useSystemWords();
  const courses = useMemo(() => answer && linesOf(answer, plan, title), [answer, plan, title]);
  const first = courses?.lines[0];
  if (!answer || !courses || !first || !hasValues(courses) || courses.lines.length > plan.metrics.length)
    return <span class={styles.newest} />;
  const value = lastOf(first);
  return (
    <span class={styles.newest} data-over={value !== null && threshold !== null && value > threshold}>
      {value === null ? words.unknown : figures.full(value, unitOf(answer, plan))}
    </span>
  );
}
