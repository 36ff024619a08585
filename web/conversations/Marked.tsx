import type { Piece } from "./highlight";
import styles from "./Marked.module.css";

/** Text in which finds are marked. */
export function Marked({ pieces }: { pieces: Piece[] }) {
  return (
    <>
      {pieces.map(([text, found], place) =>
        found ? (
          <mark key={place} class={styles.mark}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
