import { useEffect, useRef } from "react";
import { DOWNLOAD } from "../conversations/limits";
import { useWords } from "../i18n/useWords";
import { kindName } from "../messages/describe";
import { trouble } from "./trouble";
import { useFile } from "./useFile";
import { lookOf, type Viewable } from "./Viewable";
import styles from "./Viewer.module.css";
import { Zoom } from "./zoom";

interface Properties {
  file: Viewable;
  onStep(step: number): void;
  onClose(): void;
}

/** One file of the viewer: its small picture at once, the file itself as soon as it is here. */
export function Stage({ file, onStep, onClose }: Properties) {
  const { words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const tooLarge = (file.fileSize ?? 0) > DOWNLOAD;
  const whole = useFile(file.fileId, !tooLarge);
  const small = useFile(file.thumbnailId, true);
  const latest = useRef({ onStep, onClose });
  latest.current = { onStep, onClose };

  const type = whole.state === "ready" ? whole.kept.type : "";
  const moving = lookOf(file) === "moving" && !type.startsWith("image/");
  useEffect(() => {
    if (!place.current || moving) return;
    const zoom = new Zoom(
      place.current,
      (step) => latest.current.onStep(step),
      () => latest.current.onClose(),
    );
    return () => zoom.stop();
  }, [moving]);

  const name = file.fileName ?? kindName(file.kind, words);
  const problem =
    whole.state === "failed"
      ? trouble(whole.error, words)
      : tooLarge || !file.fileId
        ? words.files.tooLarge
        : "";
  const shown = whole.state === "ready" ? whole.kept.url : small.state === "ready" ? small.kept.url : null;
  return (
    <div ref={place} class={styles.stage}>
      {moving && whole.state === "ready" ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said in it
        <video src={whole.kept.url} controls autoplay playsInline loop={file.kind === "animation"} />
      ) : (
        shown && <img src={shown} alt={name} data-small={whole.state !== "ready"} draggable={false} />
      )}
      {(problem || whole.state === "loading") && (
        <p class={styles.word} role="status">
          {problem || words.files.loading}
        </p>
      )}
    </div>
  );
}
