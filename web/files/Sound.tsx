import { useEffect, useRef, useState } from "react";
import { DOWNLOAD } from "../conversations/limits";
import { useWords } from "../i18n/useWords";
import { kindName } from "../messages/describe";
import { Icon } from "../ui/icons";
import rows from "./FileRow.module.css";
import { trouble } from "./trouble";
import { useFile } from "./useFile";
import type { Viewable } from "./Viewable";

/** A voice message or a piece of music: fetched by a tap, with its size told before, then played in place. */
export function Sound({ file }: { file: Viewable }) {
  const { words, format } = useWords();
  const [wanted, setWanted] = useState(false);
  const loaded = useFile(file.fileId, wanted);
  const player = useRef<HTMLAudioElement>(null);
  const tooLarge = (file.fileSize ?? 0) > DOWNLOAD;
  useEffect(() => {
    // A browser may refuse to begin by itself; its own button is there.
    if (loaded.state === "ready") void player.current?.play().catch(() => undefined);
  }, [loaded.state]);

  if (loaded.state === "ready") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has written down what a person says
      <audio ref={player} src={loaded.kept.url} controls style={{ width: "min(260px, 100%)" }} />
    );
  }
  const name = file.fileName ?? kindName(file.kind, words);
  const failed =
    loaded.state === "failed" ? trouble(loaded.error, words) : tooLarge ? words.files.tooLarge : "";
  return (
    <div class={rows.place}>
      <button
        type="button"
        class={rows.row}
        aria-busy={loaded.state === "loading"}
        disabled={tooLarge}
        onClick={() => {
          // A second tap after a failure tries again.
          setWanted(false);
          setTimeout(() => setWanted(true));
        }}
      >
        <span class={rows.icon}>
          <Icon name={loaded.state === "loading" ? "clock" : "play"} size={20} />
        </span>
        <span class={rows.main}>
          <span class="unseen">{words.files.play}: </span>
          <bdi class={rows.name}>{name}</bdi>
          <span class={rows.facts}>{file.fileSize === undefined ? "" : format.bytes(file.fileSize)}</span>
        </span>
      </button>
      <p class={rows.outcome} role="status">
        {failed}
      </p>
    </div>
  );
}
