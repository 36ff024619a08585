import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { alerts } from "../../api/queries";
import type { ReplicaState } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { useWide } from "../../ui/useWide";
import { useSystemWords } from "../useSystemWords";
import { ChartCard } from "./ChartCard";
import styles from "./Charts.module.css";
import { Marks } from "./Marks";
import { figures, moreFigures } from "./plans";
import { ranges, useFigureView } from "./useFigureView";

/** All figures over one time, chosen once for all. Requests first: what people feel before what machines feel. */
export function Charts({ replicas }: { replicas: readonly ReplicaState[] }) {
  const { client } = useBerry();
  const { health } = useSystemWords();
  const view = useFigureView();
  const wide = useWide();
  const [more, setMore] = useState(false);
  const rules = useQuery(alerts(client)).data?.items ?? [];
  const names = replicas.map(({ name }) => name);

  return (
    <section class={styles.section} aria-labelledby="figures">
      <h2 id="figures" class={styles.title}>
        {health.figures}
      </h2>
      <div class={styles.tools}>
        <Choice
          label={health.ranges}
          value={view.range}
          options={ranges.map((range) => [range, health.range[range]] as const)}
          onChoose={(range) => view.set({ range })}
        />
        {names.length > 1 && (
          <Choice
            label={health.of}
            value={view.replica}
            options={[
              ["", health.combined],
              ...(wide && names.length <= 4 ? [["*", health.each] as const] : []),
              ...names.map((name) => [name, name] as const),
            ]}
            onChoose={(replica) => view.set({ replica })}
          />
        )}
      </div>
      <div class={styles.grid}>
        {figures.map((plan) => (
          <ChartCard key={plan.name} plan={plan} view={view} rules={rules} />
        ))}
      </div>
      {more && (
        <div class={styles.grid}>
          {moreFigures.map((plan) => (
            <ChartCard key={plan.name} plan={plan} view={view} rules={rules} />
          ))}
        </div>
      )}
      <p class={styles.more}>
        <Button look="soft" onClick={() => setMore(!more)}>
          {more ? health.less : `${health.more}: ${health.moreText}`}
        </Button>
      </p>
      <Marks range={view.range} />
    </section>
  );
}
