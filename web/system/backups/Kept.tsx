import type { BackupPlan, Backups } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import styles from "./Backups.module.css";

/** When backups are made by themselves, and how long they are kept. */
export function Kept({ plan, drill }: { plan: BackupPlan; drill?: Backups["drill"] }) {
  const { words, format } = useWords();
  const { backups } = words;
  return (
    <Card title={backups.kept}>
      <div class={styles.prose}>
        {plan.daily && <p>{backups.daily(plan.daily.slice(0, 5), plan.zone)}</p>}
        <p>
          {backups.keptText(plan.hourly, plan.days, plan.weekly, plan.monthly, format.percent(plan.budget))}
        </p>
        {drill && (
          <p>
            {drill.problem || drill.rtoSeconds === undefined
              ? backups.drillFailed(format.moment(drill.at), drill.problem ?? "")
              : backups.drill(
                  format.moment(drill.at),
                  format.span(drill.rtoSeconds),
                  format.span(drill.rpoSeconds),
                )}
          </p>
        )}
      </div>
    </Card>
  );
}
