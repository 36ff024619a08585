import { useEffect } from "react";
import styles from "./Flash.module.css";

export interface Said {
  text: string;
  /** Takes it back, or leads on. */
  act?: { name: string; run(): void };
}

/** Says in passing what came of an act. With something to press it stays longer. */
export function Flash({ said, onGone }: { said: Said | null; onGone(): void }) {
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(onGone, said.act ? 8_000 : 4_000);
    return () => clearTimeout(timer);
  }, [said, onGone]);
  return (
    <div class={styles.place} role="status">
      {said && (
        <div class={styles.flash}>
          <p>{said.text}</p>
          {said.act && (
            <button
              type="button"
              onClick={() => {
                said.act?.run();
                onGone();
              }}
            >
              {said.act.name}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
