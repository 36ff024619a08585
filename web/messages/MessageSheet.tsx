import { useQuery } from "@tanstack/react-query";
import { message as messageQuery } from "../api/queries";
import type { Message } from "../api/types";
import { useBerry } from "../app/useBerry";
import { Opened } from "../files/Opened";
import { useWords } from "../i18n/useWords";
import { Facts } from "../ui/Facts";
import { Quote } from "../ui/Quote";
import { Sheet } from "../ui/Sheet";
import type { Whole } from "./albums";
import { describe, isFile } from "./describe";
import styles from "./MessageSheet.module.css";
import { reasonOf } from "./reasonOf";
import { whoOf } from "./whoOf";

/** All there is to know about one message: text, time, delivery and why it failed, earlier versions. */
export function MessageSheet({ message, onClose }: { message: Whole<Message>; onClose(): void }) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const { data } = useQuery(messageQuery(client, message.id));
  const shown = data?.item ?? message;
  const versions = data?.versions ?? [];
  const hint = reasonOf(shown, words);
  const file = [shown.fileName, shown.fileSize === undefined ? null : format.bytes(shown.fileSize)];

  return (
    <Sheet title={shown.direction === "in" ? words.activity.item : words.activity.bot} onClose={onClose}>
      <Opened key={shown.fileId} file={shown} />
      <Quote>{describe(shown, words)}</Quote>
      <Facts
        facts={[
          ...(shown.direction === "out" && shown.author
            ? [[words.activity.who, <bdi key="who">{whoOf(shown, words)}</bdi>] as const]
            : []),
          [words.activity.time, format.moment(shown.sentAt)],
          [
            words.activity.state,
            <>
              <span class={styles.state} data-state={shown.state}>
                {words.state[shown.state]}
              </span>
              <span class={styles.hint}>{hint}</span>
            </>,
          ],
          ...(message.parts > 1 ? [[words.activity.albumOnly, format.number(message.parts)] as const] : []),
          ...(isFile(shown) ? [[words.activity.file, file.filter(Boolean).join(" · ")] as const] : []),
        ]}
      />
      {versions.length > 0 && (
        <>
          <h3 class={styles.heading}>{words.activity.versions}</h3>
          <ol class={styles.versions}>
            {versions.map((version, place) => (
              <li key={place}>
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
