import styles from "./RowsSkeleton.module.css";
import { Skeleton } from "./Skeleton";

/** The outline of a list: icon, two lines, time. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class={styles.row}>
          <Skeleton width="36px" height="36px" />
          <div class={styles.lines}>
            <Skeleton width={`${70 - (row % 3) * 15}%`} />
            <Skeleton width="30%" height="0.7rem" />
          </div>
        </div>
      ))}
    </div>
  );
}
