import { useQuery } from "@tanstack/react-query";
import { message as messageQuery } from "../api/queries";
import type { Message } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Sheet } from "../ui/Sheet";
import { isFile, kindName } from "./describe";
import styles from "./MessageSheet.module.css";

/** All there is to know about one message: text, time, delivery and why it failed, earlier versions. */
export function MessageSheet({ message, onClose }: { message: Message; onClose(): void }) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const { data } = useQuery(messageQuery(client, message.id));
  const shown = data ?? message;
  const versions = data?.versions ?? [];
  const hint = shown.reason ?? words.stateHint[shown.state];
  const file = [shown.fileName, shown.fileSize === undefined ? null : format.bytes(shown.fileSize)];

  return (
    <Sheet title={shown.direction === "in" ? words.activity.item : words.activity.bot} onClose={onClose}>
      <p class={styles.text}>{shown.text ?? kindName(shown.kind, words)}</p>
      <dl class={styles.facts}>
        <div>
          <dt>{words.activity.time}</dt>
          <dd>{format.moment(shown.sentAt)}</dd>
        </div>
        <div>
          <dt>{words.activity.state}</dt>
          <dd>
            <span class={styles.state} data-state={shown.state}>
              {words.state[shown.state]}
            </span>
            <span class={styles.hint}>{hint}</span>
          </dd>
        </div>
        {isFile(shown) && (
          <div>
            <dt>{words.activity.file}</dt>
            <dd>{file.filter(Boolean).join(" · ")}</dd>
          </div>
        )}
      </dl>
      {versions.length > 0 && (
        <>
          <h3 class={styles.heading}>{words.activity.versions}</h3>
          <ol class={styles.versions}>
            {versions.map((version) => (
              <li key={version.at}>
                <p>{version.text ?? words.unknown}</p>
                <time dateTime={version.at}>{format.moment(version.at)}</time>
              </li>
            ))}
          </ol>
        </>
      )}
    </Sheet>
  );
}
