import styles from "./Skeleton.module.css";

interface Properties {
  width?: string;
  height?: string;
  /** As round as a card, not as a line of text. */
  round?: boolean;
}

/** One grey shape in the outline of what is coming. */
export function Skeleton({ width = "100%", height = "0.9rem", round = false }: Properties) {
  return (
    <span
      class={`${styles.shape} ${round ? styles.round : ""}`}
      style={{ width, height }}
      aria-hidden="true"
    />
  );
}
