import type { ConversationMessage } from "../api/types";
import { FileRow } from "../files/FileRow";
import { Sound } from "../files/Sound";
import { Sticker } from "../files/Sticker";
import { Thumbnail } from "../files/Thumbnail";
import { isViewable, lookOf } from "../files/Viewable";
import { useWords } from "../i18n/useWords";
import { kindName } from "../messages/describe";
import styles from "./Content.module.css";
import type { Bubble } from "./grouping";
import { RichText } from "./RichText";
import { useTalk } from "./TalkContext";

/** What a bubble carries: pictures as one grid, other files in rows, then the words. */
export function Content({ bubble }: { bubble: Bubble }) {
  const { words } = useWords();
  const talk = useTalk();
  const viewable = bubble.parts.filter(isViewable);
  const others = bubble.parts.filter((part) => !isViewable(part) && lookOf(part) !== null);
  const bare = bubble.parts.filter((part) => lookOf(part) === null && part.kind !== "text");
  const label = (part: ConversationMessage) =>
    [kindName(part.kind, words), part.text].filter(Boolean).join(": ");
  const sticker = viewable.length === 1 && viewable[0]?.kind === "sticker" ? viewable[0] : null;
  return (
    <>
      {sticker ? (
        <Sticker file={sticker} text={sticker.text ?? ""} onOpen={() => talk.view([sticker], 0)} />
      ) : (
        viewable.length > 0 && (
          <div class={styles.grid} data-count={Math.min(viewable.length, 4)}>
            {viewable.map((part, place) => (
              <Thumbnail
                key={part.id}
                file={part}
                label={label(part)}
                onOpen={() => talk.view(viewable, place)}
              />
            ))}
          </div>
        )
      )}
      {others.map((part) =>
        lookOf(part) === "sound" ? (
          <Sound key={part.id} file={part} />
        ) : (
          <FileRow key={part.id} file={part} />
        ),
      )}
      {bare.map((part) => (
        <p key={part.id} class={styles.bare}>
          {part.fileName ?? kindName(part.kind, words)}
        </p>
      ))}
      {bubble.item.text && !sticker && (
        <RichText text={bubble.item.text} large={bubble.item.kind === "text"} />
      )}
    </>
  );
}
