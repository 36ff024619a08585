import { Card } from "../../ui/Card";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Skeleton } from "../../ui/Skeleton";
import styles from "./Backups.module.css";

/** The outline of the page. */
export function BackupsSkeleton() {
  return (
    <div class={styles.columns}>
      <div class={styles.column}>
        <Card>
          <div class={styles.parts}>
            <Skeleton width="55%" height="1.2rem" />
            <Skeleton />
            <Skeleton height="7rem" round />
            <Skeleton width="45%" height="44px" round />
          </div>
        </Card>
      </div>
      <div class={styles.column}>
        <Card flush>
          <RowsSkeleton rows={5} />
        </Card>
      </div>
    </div>
  );
}
