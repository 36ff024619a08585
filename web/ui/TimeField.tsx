import { useId } from "react";
import styles from "./TextField.module.css";

interface Properties {
  label: string;
  /** Local, as `2026-11-30T18:00`. */
  value: string;
  onInput(value: string): void;
  wrong?: string | undefined;
}

/** A labelled day and time, in the browser's own picker. */
export function TimeField({ label, value, wrong, onInput }: Properties) {
  const id = useId();
  return (
    <div class={styles.all}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        class={styles.field}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {wrong && (
        <p id={`${id}-wrong`} class={styles.wrong}>
          {wrong}
        </p>
      )}
    </div>
  );
}
