import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import styles from "./Bubble.module.css";
import type { Outgoing } from "./Outbox";
import { RichText } from "./RichText";
import { Ticks } from "./Ticks";

/** An answer of mine that Berry has not confirmed yet: in its place at once, with how far it has come. */
export function PendingBubble({ entry, onDraft }: { entry: Outgoing; onDraft(): void }) {
  const { words, format } = useWords();
  const { outbox } = useBerry();
  const { conversation } = words;
  const told = entry.stage === "waiting" || entry.stage === "answered";
  return (
    <div class={styles.block} data-side="team">
      <div class={styles.line}>
        <div
          class={styles.bubble}
          data-troubled={entry.stage === "refused" ? "failed" : undefined}
          data-pending
        >
          {entry.files.map(({ id, name, size }) => (
            <p key={id}>
              <bdi>{name}</bdi> · {format.bytes(size)}
            </p>
          ))}
          {entry.text && <RichText text={entry.text} />}
          <p class={styles.foot}>
            {told && <span>{conversation.tick[entry.stage]}</span>}
            <time dateTime={entry.at}>{format.clock(entry.at)}</time>
            <Ticks state={entry.stage} />
          </p>
          {(entry.stage === "refused" || entry.stage === "waiting") && (
            <div
              class={styles.trouble}
              data-state={entry.stage}
              role={entry.stage === "refused" ? "alert" : undefined}
            >
              {entry.stage === "refused" && (
                <p>
                  <strong>{conversation.tick.refused}.</strong> {entry.reason}
                </p>
              )}
              <div>
                <button type="button" onClick={() => outbox.again(entry.key)}>
                  {conversation.retry}
                </button>
                <button type="button" onClick={onDraft}>
                  {conversation.toDraft}
                </button>
                <button type="button" onClick={() => outbox.remove(entry.key)}>
                  {conversation.act.remove}
                </button>
              </div>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
