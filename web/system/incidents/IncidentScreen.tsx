import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { incident as asked } from "../../api/incidents";
import { alerts } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry, usePlace } from "../../app/useBerry";
import { useBackButton } from "../../telegram/useBackButton";
import { Card } from "../../ui/Card";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Skeleton } from "../../ui/Skeleton";
import { useNow } from "../../ui/useNow";
import { Widget } from "../../ui/Widget";
import { AlertList } from "./AlertList";
import { Checklist } from "./Checklist";
import { CloseSheet } from "./CloseSheet";
import { isUnended } from "./filters";
import { Head } from "./Head";
import styles from "./Incidents.module.css";
import { LadderCard } from "./LadderCard";
import { Resolution } from "./Resolution";
import { SeveritySheet } from "./SeveritySheet";
import { Timeline } from "./Timeline";
import { useActs } from "./useActs";
import { useIncidentKeys } from "./useIncidentKeys";
import { useIncidentWords } from "./useIncidentWords";

const SECONDS_5 = 5_000;

/** One incident: how it stands, who is called next, what to do about it, and all that has happened. */
export function IncidentScreen({ id }: { id: string }) {
  const { client, router } = useBerry();
  const { incidents: words, language } = useIncidentWords();
  const { parameters } = usePlace();
  const query = useQuery(asked(client, id));
  const item = query.data;
  const unended = item !== undefined && isUnended(item);
  const live = useQuery({ ...alerts(client), refetchInterval: unended ? SECONDS_5 : false });
  const acts = useActs(id);
  const now = useNow(SECONDS_5);
  const [ranking, setRanking] = useState(false);
  const closing = parameters.close === "1" && item?.can.close === true;
  const back = () =>
    router.go("system", {
      page: "incidents",
      ...(parameters.filter && { filter: parameters.filter }),
    });
  const close = () => router.set({ close: "1" });
  useBackButton(true, back);
  useIncidentKeys({
    acknowledge: () => {
      if (!item?.can.ack) return false;
      void acts.acknowledge();
      return true;
    },
    close: () => {
      if (!item?.can.close) return false;
      close();
      return true;
    },
  });
  const runbook = live.data?.items.find(({ key }) => key === item?.cause)?.runbook ?? item?.cause;

  return (
    <Screen title={words.one(id)} wide onBack={back}>
      <Widget query={query} skeleton={<Outline />}>
        {(answer) => (
          <div class={styles.page}>
            <div class={styles.column}>
              <Head item={answer} acts={acts} now={now} onClose={close} onRank={() => setRanking(true)} />
              {answer.resolution && <Resolution text={answer.resolution} />}
            </div>
            <LadderCard item={answer} />
            <AlertList item={answer} rules={live.data?.items ?? []} now={now} />
            <div class={styles.aside}>
              {/* Only once the rule is known may its runbook have another name. */}
              {runbook && !live.isPending && <Checklist item={answer} name={runbook} language={language} />}
            </div>
            <Timeline item={answer} />
          </div>
        )}
      </Widget>
      {closing && item && <CloseSheet item={item} onClose={() => router.set({ close: "" })} />}
      {ranking && item && <SeveritySheet item={item} onClose={() => setRanking(false)} />}
    </Screen>
  );
}

function Outline() {
  return (
    <div class={styles.columns}>
      <div class={styles.column}>
        <Skeleton height="220px" round />
        <Card flush>
          <RowsSkeleton rows={2} />
        </Card>
      </div>
      <div class={styles.column}>
        <Skeleton height="180px" round />
        <Card flush>
          <RowsSkeleton rows={5} />
        </Card>
      </div>
    </div>
  );
}
