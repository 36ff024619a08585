import type { ComponentChildren } from "preact";
import styles from "./OnCall.module.css";

interface Properties {
  label: string;
  /** What is seen; the label says it in full. */
  children: ComponentChildren;
  on: boolean;
  onChange(on: boolean): void;
}

/** Something that is on or off. */
export function Switch({ label, children, on, onChange }: Properties) {
  return (
    <button
      type="button"
      role="switch"
      class={styles.switch}
      aria-checked={on}
      aria-label={label}
      onClick={() => onChange(!on)}
    >
      <span class={styles.body}>{children}</span>
      <span class={styles.knob} aria-hidden="true" />
    </button>
  );
}
