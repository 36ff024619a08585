import { Skeleton } from "../ui/Skeleton";
import styles from "./ListSkeleton.module.css";

/** The outline of the list, row by row as high as the real ones. */
export function ListSkeleton({ rows }: { rows: number }) {
  return (
    <div>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class={styles.row}>
          <Skeleton width="42px" height="42px" round />
          <div class={styles.lines}>
            <Skeleton width={`${55 - (row % 3) * 12}%`} />
            <Skeleton width={`${85 - (row % 4) * 11}%`} height="0.75rem" />
          </div>
        </div>
      ))}
    </div>
  );
}
