import { Skeleton } from "../ui/Skeleton";
import styles from "./QuestionCard.module.css";

/** The outline of the card, of the very size of the card. */
export function QuestionSkeleton() {
  return (
    <div class={`${styles.card} ${styles.outline}`}>
      <div class={styles.state}>
        <span class={styles.icon} />
        <div class={styles.words}>
          <Skeleton width="75%" height="1.25rem" />
        </div>
      </div>
      <div class={styles.act} />
    </div>
  );
}
