import { useQuery } from "@tanstack/react-query";
import { overview } from "../api/queries";
import { Screen } from "../app/Screen";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Choice } from "../ui/Choice";
import { Widget } from "../ui/Widget";
import { Attention } from "./Attention";
import { CaughtUp } from "./CaughtUp";
import { CommandList } from "./CommandList";
import { Feed } from "./Feed";
import { MainChart } from "./MainChart";
import { OtherList } from "./OtherList";
import styles from "./Overview.module.css";
import { OverviewSkeleton } from "./OverviewSkeleton";
import { SourceList } from "./SourceList";
import { StaffList } from "./StaffList";
import { Strip } from "./Strip";
import { Tiles } from "./Tiles";
import { ranges, useView } from "./view";

/** The team's first screen: does it work, does somebody need me, how is it going. */
export function Overview() {
  const { words } = useWords();
  const { client, router } = useBerry();
  const view = useView();
  const query = useQuery(overview(client, view.range, view.data));

  return (
    <Screen title={words.tab.overview} wide>
      <Widget query={query} skeleton={<OverviewSkeleton />}>
        {(answer) => (
          <>
            <Strip strip={answer.strip} backup={answer.backup} />
            <Attention items={answer.attention} limitMinutes={answer.period.limitMinutes} />
            {answer.caughtUp && <CaughtUp outage={answer.caughtUp} />}
            <div class={styles.tools}>
              <Choice
                label={words.overview.ranges}
                value={view.range}
                options={ranges.map((range) => [range, words.overview.range[range]] as const)}
                onChoose={(range) => router.set({ range: range === "7d" ? "" : range })}
              />
              {(answer.period.hasDemo || view.data === "demo") && (
                <Choice
                  label={words.overview.dataLabel}
                  value={view.data}
                  options={[
                    ["real", words.overview.data.real],
                    ["demo", words.overview.data.demo],
                  ]}
                  onChoose={(data) => router.set({ data: data === "real" ? "" : data })}
                />
              )}
            </div>
            {view.data === "demo" && <p class={styles.note}>{words.overview.demoNote}</p>}
            <div class={query.isPlaceholderData ? styles.old : undefined} aria-busy={query.isPlaceholderData}>
              <div class={styles.figures}>
                <Tiles overview={answer} view={view} />
                <MainChart overview={answer} view={view} />
              </div>
            </div>
            <div class={styles.columns}>
              <Feed data={view.data} />
              <div class={styles.lists}>
                {answer.lists.staff && <StaffList staff={answer.lists.staff} />}
                <CommandList commands={answer.lists.commands} />
                <SourceList sources={answer.lists.sources} />
                <OtherList others={answer.lists.others} />
              </div>
            </div>
          </>
        )}
      </Widget>
    </Screen>
  );
}
