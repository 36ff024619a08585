import { useEffect, useRef, useState } from "react";
import { useWords } from "../i18n/useWords";
import { useBackButton } from "../telegram/useBackButton";
import { Icon } from "../ui/icons";
import { Stage } from "./Stage";
import { useDownload } from "./useDownload";
import type { Viewable } from "./Viewable";
import styles from "./Viewer.module.css";

interface Properties {
  files: Viewable[];
  start: number;
  onClose(): void;
}

/** Pictures and videos over the whole screen. Arrows and swipes go through an album, Escape and "back" close. */
export function Viewer({ files, start, onClose }: Properties) {
  const { words, format } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [at, setAt] = useState(start);
  useBackButton(true, onClose);
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.isConnected && opener.focus();
  }, []);

  const file = files[at] ?? files[0];
  if (!file) return null;
  const go = (step: number) => setAt((known) => Math.min(Math.max(known + step, 0), files.length - 1));
  return (
    <dialog
      ref={dialog}
      class={styles.viewer}
      aria-label={words.files.viewer}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") go(-1);
        else if (event.key === "ArrowRight") go(1);
      }}
    >
      <Stage key={file.fileId ?? at} file={file} onStep={go} onClose={onClose} />
      <header class={styles.bar}>
        <p class={styles.title} aria-live="polite">
          {files.length > 1 && words.files.position(at + 1, files.length)}
          {file.fileSize !== undefined && <span>{format.bytes(file.fileSize)}</span>}
        </p>
        <Fetch key={file.fileId ?? at} file={file} />
        <button type="button" class={styles.button} aria-label={words.act.close} onClick={onClose}>
          <Icon name="close" size={24} />
        </button>
      </header>
      {at > 0 && (
        <button
          type="button"
          class={`${styles.button} ${styles.before}`}
          aria-label={words.files.before}
          onClick={() => go(-1)}
        >
          <Icon name="back" size={24} />
        </button>
      )}
      {at < files.length - 1 && (
        <button
          type="button"
          class={`${styles.button} ${styles.after}`}
          aria-label={words.files.after}
          onClick={() => go(1)}
        >
          <Icon name="next" size={24} />
        </button>
      )}
    </dialog>
  );
}

function Fetch({ file }: { file: Viewable }) {
  const { name, busy, outcome, fetch } = useDownload(file);
  return (
    <>
      <p class={styles.outcome} role="status">
        {outcome}
      </p>
      <button
        type="button"
        class={styles.button}
        aria-label={name}
        title={name}
        disabled={busy}
        onClick={fetch}
      >
        <Icon name={busy ? "clock" : "download"} size={22} />
      </button>
    </>
  );
}
