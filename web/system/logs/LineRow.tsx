import type { LogLine } from "../../api/types";
import styles from "./Lines.module.css";
import { shortId } from "./shortId";
import { useLogWords } from "./useLogWords";

interface Properties {
  line: LogLine;
  onOpen(): void;
  onOnly(filter: { update: string } | { request: string }): void;
}

/** One line: when, how bad, what. The ids of its update and its request show what else belongs to them. */
export function LineRow({ line, onOpen, onOnly }: Properties) {
  const { logs, clock } = useLogWords();
  const { at, level, message, update, request } = line;
  return (
    <li class={styles.line} data-level={level}>
      <button type="button" class={styles.open} data-row onClick={onOpen}>
        <span class={styles.head}>
          {at && <time dateTime={at}>{clock.short(at)}</time>}
          {level && <span class={styles.level}>{logs.word[level]}</span>}
        </span>
        <span class={styles.message}>{message}</span>
      </button>
      {(update !== undefined || request) && (
        <span class={styles.ids}>
          {update !== undefined && (
            <button
              type="button"
              aria-label={logs.onlyThis(logs.update(update))}
              onClick={() => onOnly({ update: String(update) })}
            >
              <span>{logs.update(update)}</span>
            </button>
          )}
          {request && (
            <button
              type="button"
              aria-label={logs.onlyThis(logs.request(request))}
              onClick={() => onOnly({ request })}
            >
              <span>{logs.request(shortId(request))}</span>
            </button>
          )}
        </span>
      )}
    </li>
  );
}
