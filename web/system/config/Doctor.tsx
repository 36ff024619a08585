import { useQuery } from "@tanstack/react-query";
import { doctor } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { useNow } from "../../ui/useNow";
import { Widget } from "../../ui/Widget";
import { Checks } from "./Checks";
import styles from "./Config.module.css";
import { useConfigWords } from "./useConfigWords";

const worst = { fail: 0, warn: 1, ok: 2 } as const;

/** What `berry doctor` finds, the worst first. */
export function Doctor() {
  const { config, format } = useConfigWords();
  const { client } = useBerry();
  const query = useQuery(doctor(client));
  const now = useNow();
  return (
    <Card title={config.doctor}>
      <Widget query={query} skeleton={<RowsSkeleton rows={5} />}>
        {({ at, checks }) => {
          const count = (level: string) => checks.filter((one) => one.level === level).length;
          const [failed, warned] = [count("fail"), count("warn")];
          return (
            <div class={styles.parts}>
              <p role="status">
                <b class={styles.sum} data-mood={failed > 0 ? "bad" : warned > 0 ? "warn" : "good"}>
                  {[
                    failed > 0 && config.failed(format.number(failed)),
                    warned > 0 && config.warned(format.number(warned)),
                  ]
                    .filter(Boolean)
                    .join(" · ") || config.allWell}
                </b>
                <span class={styles.hint}>{config.looked(format.ago(at, now))}</span>
              </p>
              <Checks checks={[...checks].sort((a, b) => worst[a.level] - worst[b.level])} />
              <div>
                <Button look="soft" busy={query.isFetching} onClick={() => void query.refetch()}>
                  {config.again}
                </Button>
              </div>
            </div>
          );
        }}
      </Widget>
    </Card>
  );
}
