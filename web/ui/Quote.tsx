import type { ComponentChildren } from "preact";
import styles from "./Quote.module.css";

/** The text of a message, as it was written. */
export function Quote({ children }: { children: ComponentChildren }) {
  return <p class={styles.quote}>{children}</p>;
}
