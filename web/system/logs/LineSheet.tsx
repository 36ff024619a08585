import { useState } from "react";
import type { LogLine } from "../../api/types";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Facts } from "../../ui/Facts";
import { Sheet } from "../../ui/Sheet";
import styles from "./LineSheet.module.css";
import { passOn } from "./passOn";
import { useLogWords } from "./useLogWords";

interface Properties {
  line: LogLine;
  replica: string;
  onOnly(filter: { update: string } | { request: string }): void;
  onClose(): void;
}

/** All of one line, and its text to pass on. */
export function LineSheet({ line, replica, onOnly, onClose }: Properties) {
  const { logs, format, clock } = useLogWords();
  const { at, level, logger, message, update, request, stack } = line;
  const [copied, setCopied] = useState<boolean | null>(null);
  const only = (filter: { update: string } | { request: string }, id: string) => (
    <button
      type="button"
      class={styles.only}
      onClick={() => {
        onClose();
        onOnly(filter);
      }}
    >
      {id}
    </button>
  );
  return (
    <Sheet title={level ? logs.word[level] : logs.line} onClose={onClose}>
      <div class={styles.parts}>
        <p class={styles.message}>{message}</p>
        <Facts
          facts={[
            ...(at ? [[logs.time, clock.full(at)] as const] : []),
            ...(logger ? [[logs.logger, <code key="logger">{logger}</code>] as const] : []),
            ...(update !== undefined
              ? [[logs.updateName, only({ update: String(update) }, String(update))] as const]
              : []),
            ...(request ? [[logs.requestName, only({ request }, request)] as const] : []),
            [logs.replica, replica] as const,
          ]}
        />
        {stack && (
          <details class={styles.stack}>
            <summary>{logs.stackLines(format.number(stack.trimEnd().split("\n").length))}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long stack must scroll by keyboard too */}
            <pre tabIndex={0}>{stack}</pre>
          </details>
        )}
        <div class={styles.copy}>
          <Button look="soft" onClick={() => void copyText(passOn(line)).then(setCopied)}>
            {copied ? logs.copied : logs.copy}
          </Button>
          <p role="status">{copied === false ? logs.notCopied : logs.copyNote}</p>
        </div>
      </div>
    </Sheet>
  );
}
