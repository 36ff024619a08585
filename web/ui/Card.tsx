import type { ComponentChildren } from "preact";
import { useId } from "react";
import styles from "./Card.module.css";

interface Properties {
  title?: ComponentChildren;
  /** Stands at the right of the title. */
  action?: ComponentChildren;
  children: ComponentChildren;
  /** Rows reach the edges of the card. */
  flush?: boolean;
}

/** A soft surface with an optional heading. */
export function Card({ title, action, children, flush = false }: Properties) {
  const heading = useId();
  return (
    <section
      class={`${styles.card} ${flush ? styles.flush : ""}`}
      aria-labelledby={title ? heading : undefined}
    >
      {title && (
        <header class={styles.header}>
          <h2 id={heading}>{title}</h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}
