import { useEffect, useState } from "react";
import { useWords } from "../i18n/useWords";
import { Icon } from "./icons";
import styles from "./Toast.module.css";

const STAYS = 6_000;

export interface Said {
  /** Tells one from the next, so that each has its whole time. */
  id: number;
  text: string;
  failed?: boolean;
  undo?: () => void;
}

/** Says what has just happened and offers to take it back, for six seconds or as long as somebody points at it. */
export function Toast({ said, undoWord, onEnd }: { said: Said; undoWord: string; onEnd(): void }) {
  const { words } = useWords();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    // What failed stays until it has been read.
    if (held || said.failed) return;
    const timer = setTimeout(onEnd, STAYS);
    return () => clearTimeout(timer);
  }, [held, said, onEnd]);

  return (
    <div
      class={styles.toast}
      data-failed={said.failed ?? false}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
    >
      <Icon name={said.failed ? "alert" : "check"} size={18} />
      <p>{said.text}</p>
      {said.undo && (
        <button
          type="button"
          onClick={() => {
            said.undo?.();
            onEnd();
          }}
        >
          {undoWord}
        </button>
      )}
      {said.failed && (
        <button type="button" onClick={onEnd}>
          {words.act.close}
        </button>
      )}
    </div>
  );
}
