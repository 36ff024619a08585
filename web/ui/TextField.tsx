import type { ComponentChildren } from "preact";
import { useId } from "react";
import styles from "./TextField.module.css";

interface Properties {
  label: string;
  value: string;
  onInput(text: string): void;
  hint?: ComponentChildren;
  /** Said instead of the hint, in red. */
  wrong?: string | undefined;
  placeholder?: string;
  /** More than one makes it a text of that height, which grows. */
  lines?: number;
  readOnly?: boolean;
  /** Enter on a single line. */
  onEnter?: () => void;
}

/** A labelled line or text to write. */
export function TextField({ label, value, hint, wrong, lines = 1, onEnter, onInput, ...more }: Properties) {
  const id = useId();
  const below = wrong ?? hint;
  const shared = {
    id,
    value,
    class: styles.field,
    "aria-invalid": wrong !== undefined,
    "aria-describedby": below ? `${id}-hint` : undefined,
    autocomplete: "off",
    ...more,
  };
  return (
    <div class={styles.all}>
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? (
        <textarea
          {...shared}
          rows={lines}
          onInput={(event: { currentTarget: HTMLTextAreaElement }) => onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          type="text"
          onFocus={(event) => more.readOnly && event.currentTarget.select()}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && onEnter?.()}
        />
      )}
      {below && (
        <p id={`${id}-hint`} class={wrong ? styles.wrong : styles.hint}>
          {below}
        </p>
      )}
    </div>
  );
}
