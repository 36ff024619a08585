import type { ComponentChildren } from "preact";
import styles from "./Button.module.css";

interface Properties {
  children: ComponentChildren;
  onClick(): void;
  /** "hero" stands on a coloured card, "plain" is words only, "danger" takes something away. */
  look?: "primary" | "soft" | "hero" | "plain" | "danger";
  /** While what it does is under way. */
  busy?: boolean;
}

export function Button({ children, onClick, look = "primary", busy = false }: Properties) {
  return (
    <button
      type="button"
      class={`${styles.button} ${styles[look]}`}
      aria-busy={busy}
      onClick={() => !busy && onClick()}
    >
      {children}
    </button>
  );
}
