import { useQuery } from "@tanstack/react-query";
import { serverConfig } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry } from "../../app/useBerry";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Card } from "../../ui/Card";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { Changes } from "./Changes";
import styles from "./Config.module.css";
import { Deploys } from "./Deploys";
import { Doctor } from "./Doctor";
import { Settings, Versions, Warnings } from "./Settings";
import { useConfigWords } from "./useConfigWords";

/** How Berry is set up and whether that works; which versions ran. Operators see the doctor and the deploys. */
export function Config() {
  const { config } = useConfigWords();
  const { client } = useBerry();
  const admin = atLeast(useRole(), "admin");
  const query = useQuery({ ...serverConfig(client), enabled: admin });
  return (
    <Screen title={config.title} wide>
      <div class={styles.columns}>
        <div class={styles.column}>
          {query.data && <Warnings answer={query.data} />}
          <Doctor />
          <Deploys />
          {admin && <Changes />}
        </div>
        {admin && (
          <div class={styles.column}>
            <Widget
              query={query}
              skeleton={
                <Card flush>
                  <RowsSkeleton rows={7} />
                </Card>
              }
            >
              {(answer) => (
                <>
                  <Versions answer={answer} />
                  <Settings answer={answer} />
                </>
              )}
            </Widget>
          </div>
        )}
      </div>
    </Screen>
  );
}
