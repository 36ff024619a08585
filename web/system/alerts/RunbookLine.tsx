import { copyText } from "../../ui/copyText";
import { Icon } from "../../ui/icons";
import { isCommand, type Span } from "../../ui/markdown";
import { useSystemWords } from "../useSystemWords";
import styles from "./Runbook.module.css";

/** A line of a runbook; a command in it is copied by a tap. */
export function RunbookLine({ spans }: { spans: readonly Span[] }) {
  return (
    <>
      {spans.map(({ kind, text }, place) => {
        const key = `${place}`;
        if (kind === "strong") return <b key={key}>{text}</b>;
        if (kind === "text") return text;
        return isCommand(text) ? (
          <span key={key} class={styles.command}>
            <code>{text}</code>
            <Copy text={text} />
          </span>
        ) : (
          <code key={key}>{text}</code>
        );
      })}
    </>
  );
}

/** Lines to run as they stand. */
export function RunbookCode({ text }: { text: string }) {
  return (
    <pre class={styles.code}>
      <code>{text}</code>
      <Copy text={text} />
    </pre>
  );
}

function Copy({ text }: { text: string }) {
  const { alerts } = useSystemWords();
  return (
    <button
      type="button"
      class={styles.copy}
      aria-label={alerts.copyCommand(text)}
      onClick={() => void copyText(text)}
    >
      <Icon name="copy" size={16} />
    </button>
  );
}
