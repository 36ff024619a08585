import { haptic } from "../telegram/telegram";
import styles from "./Choice.module.css";

interface Properties<Value extends string> {
  label: string;
  value: Value;
  options: ReadonlyArray<readonly [Value, string]>;
  onChoose(value: Value): void;
}

/** A row of chips of which one is chosen. */
export function Choice<Value extends string>({ label, value, options, onChoose }: Properties<Value>) {
  return (
    <fieldset class={styles.choice}>
      <legend class="unseen">{label}</legend>
      {options.map(([option, text]) => (
        <button
          key={option}
          type="button"
          class={styles.option}
          aria-pressed={option === value}
          onClick={() => {
            haptic();
            onChoose(option);
          }}
        >
          <span>{text}</span>
        </button>
      ))}
    </fieldset>
  );
}
