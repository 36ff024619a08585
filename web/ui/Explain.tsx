import type { ComponentChildren } from "preact";
import { useState } from "react";
import { useWords } from "../i18n/useWords";
import styles from "./Explain.module.css";
import { Sheet } from "./Sheet";

/** The "?" beside a figure: what it counts, its unit, and where it comes from. */
export function Explain({ title, children }: { title: string; children: ComponentChildren }) {
  const { words } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={styles.help}
        aria-label={words.act.explain(title)}
        onClick={() => setOpen(true)}
      >
        <span>?</span>
      </button>
      {open && (
        <Sheet title={title} onClose={() => setOpen(false)}>
          {children}
        </Sheet>
      )}
    </>
  );
}
