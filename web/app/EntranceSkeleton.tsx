import { useWords } from "../i18n/useWords";
import { Skeleton } from "../ui/Skeleton";
import styles from "./Entrance.module.css";

/** The outline of a first screen, while the session opens. */
export function EntranceSkeleton() {
  const { words } = useWords();
  return (
    <main class={styles.outline} aria-busy="true">
      <p class="unseen" role="status">
        {words.app.loading}
      </p>
      <Skeleton width="40%" height="1.75rem" />
      <Skeleton height="8.5rem" round />
      <Skeleton height="6rem" round />
      <Skeleton height="14rem" round />
    </main>
  );
}
