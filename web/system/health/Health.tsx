import { useQuery } from "@tanstack/react-query";
import { health } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useAged } from "../../app/useAged";
import { useBerry } from "../../app/useBerry";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Card } from "../../ui/Card";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Skeleton } from "../../ui/Skeleton";
import { Widget } from "../../ui/Widget";
import { useSystemWords } from "../useSystemWords";
import { Charts } from "./Charts";
import styles from "./Health.module.css";
import { Parts } from "./Parts";
import { Replicas } from "./Replicas";
import { Statements } from "./Statements";
import { Whole } from "./Whole";

/** Whether Berry works, since when, which part doesn't, and the figures behind it. */
export function Health() {
  const { client } = useBerry();
  const speech = useSystemWords();
  const admin = atLeast(useRole(), "admin");
  const query = useQuery(health(client));
  const aged = useAged();
  return (
    <Screen title={speech.health.entry.page.health ?? ""} wide>
      <Widget
        query={query}
        skeleton={
          <div class={styles.top}>
            <Card>
              <div class={styles.parts}>
                <Skeleton width="45%" height="1.6rem" />
                <Skeleton width="80%" />
                <Skeleton height="9rem" round />
              </div>
            </Card>
            <Card flush>
              <RowsSkeleton rows={7} />
            </Card>
          </div>
        }
      >
        {(answer) => (
          <div class={styles.top}>
            <div class={styles.parts}>
              <Whole health={answer} known={!aged} />
              <Replicas replicas={answer.replicas} />
            </div>
            <Parts components={answer.components} known={!aged} />
          </div>
        )}
      </Widget>
      <Charts replicas={query.data?.replicas ?? []} />
      {admin && <Statements />}
    </Screen>
  );
}
