import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import { useSeen } from "../ui/useSeen";
import styles from "./Sticker.module.css";
import { useFile } from "./useFile";
import type { Viewable } from "./Viewable";

const SMALL = 1024 * 1024;

/** A sticker. Animated ones (.tgs, .webm) stand still: their small picture, or their name where there is none. */
export function Sticker({ file, text, onOpen }: { file: Viewable; text?: string; onOpen(): void }) {
  const { words } = useWords();
  const [place, seen] = useSeen();
  const animated = /\.(tgs|webm)$/i.test(file.fileName ?? "");
  const whole = useFile(file.fileId, seen && !animated && (file.fileSize ?? 0) < SMALL);
  const shown = whole.state === "ready" && /^image\//.test(whole.kept.type) ? whole.kept : null;
  const needsSmall = seen && !shown && whole.state !== "loading";
  const small = useFile(file.thumbnailId, needsSmall);
  const url = shown?.url ?? (small.state === "ready" ? small.kept.url : null);
  const name = [animated ? words.files.animatedSticker : words.kind.sticker, text].filter(Boolean).join(" ");
  return (
    <button type="button" ref={place} class={styles.sticker} onClick={onOpen}>
      {url ? (
        <img src={url} alt={name} draggable={false} />
      ) : (
        <span class={styles.name}>
          <Icon name="picture" size={22} />
          {name}
        </span>
      )}
    </button>
  );
}
