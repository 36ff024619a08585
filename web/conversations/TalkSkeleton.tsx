import { Skeleton } from "../ui/Skeleton";
import styles from "./Talk.module.css";

/** The outline of a conversation: theirs, theirs, ours. */
export function TalkSkeleton() {
  return (
    <div class={styles.skeleton}>
      {[52, 38, 60, 44, 66, 48].map((width, place) => (
        <Skeleton key={place} width={`${width}%`} height="44px" round />
      ))}
    </div>
  );
}
