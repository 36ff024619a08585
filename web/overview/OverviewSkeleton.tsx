import { Card } from "../ui/Card";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Skeleton } from "../ui/Skeleton";
import styles from "./Overview.module.css";
import tiles from "./Tiles.module.css";

/** The outline of the Overview: strip, attention, four tiles, chart, feed. */
export function OverviewSkeleton() {
  return (
    <div class={styles.figures}>
      <Skeleton width="70%" height="1.75rem" />
      <Skeleton height="3rem" round />
      <Skeleton width="60%" height="2rem" />
      <div class={tiles.tiles}>
        {[0, 1, 2, 3].map((tile) => (
          <Skeleton key={tile} height="9.25rem" round />
        ))}
      </div>
      <Skeleton height="22.5rem" round />
      <Card flush>
        <RowsSkeleton rows={4} />
      </Card>
    </div>
  );
}
