import type { ComponentChildren } from "preact";
import styles from "./Button.module.css";

interface Properties {
  children: ComponentChildren;
  onClick(): void;
  /** "hero" stands on a coloured card, "plain" is words only. */
  look?: "primary" | "soft" | "hero" | "plain";
}

export function Button({ children, onClick, look = "primary" }: Properties) {
  return (
    <button type="button" class={`${styles.button} ${styles[look]}`} onClick={onClick}>
      {children}
    </button>
  );
}
