import type { ComponentChildren } from "preact";
import styles from "./Prose.module.css";

/** A paragraph to read, such as a definition. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <p class={styles.prose}>{children}</p>;
}
