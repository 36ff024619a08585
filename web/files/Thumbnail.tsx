import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import { useSeen } from "../ui/useSeen";
import styles from "./Thumbnail.module.css";
import { useFile } from "./useFile";
import { lookOf, type Viewable } from "./Viewable";

interface Properties {
  file: Viewable;
  /** What it is, for who cannot see it. */
  label: string;
  onOpen(): void;
}

/** A small picture of a file, fetched when it comes near the screen; the room is kept before. */
export function Thumbnail({ file, label, onOpen }: Properties) {
  const { words, format } = useWords();
  const [place, seen] = useSeen();
  const loaded = useFile(file.thumbnailId ?? (file.kind === "photo" ? file.fileId : undefined), seen);
  const moving = lookOf(file) === "moving";
  return (
    <button type="button" ref={place} class={styles.thumbnail} data-look={lookOf(file)} onClick={onOpen}>
      {loaded.state === "ready" ? (
        <img src={loaded.kept.url} alt={label} draggable={false} />
      ) : (
        <span class={styles.empty} data-loading={loaded.state === "loading"}>
          <span class="unseen">{label}</span>
          {loaded.state === "failed" ? (
            <span class={styles.failed}>{words.files.noPreview}</span>
          ) : (
            <Icon name={moving ? "play" : "picture"} size={26} />
          )}
        </span>
      )}
      {moving && loaded.state === "ready" && (
        <span class={styles.play} aria-hidden="true">
          <Icon name="play" size={24} />
        </span>
      )}
      {moving && file.fileSize !== undefined && (
        <span class={styles.size}>{format.bytes(file.fileSize)}</span>
      )}
    </button>
  );
}
