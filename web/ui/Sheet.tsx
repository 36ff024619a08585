import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "react";
import { useWords } from "../i18n/useWords";
import { useBackButton } from "../telegram/useBackButton";
import { Icon } from "./icons";
import styles from "./Sheet.module.css";

interface Properties {
  title: ComponentChildren;
  onClose(): void;
  children: ComponentChildren;
}

/** Details over the screen: from the bottom on a phone, in the middle on a desktop. Escape and "back" close it. */
export function Sheet({ title, onClose, children }: Properties) {
  const { words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useBackButton(true, onClose);

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // Back to where the reader was; the row may be gone by then.
    return () => opener instanceof HTMLElement && opener.isConnected && opener.focus();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog itself closes by Escape
    <dialog
      ref={dialog}
      class={styles.sheet}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div class={styles.inside}>
        <header class={styles.header}>
          <h2 id={heading}>{title}</h2>
          <button type="button" class={styles.close} aria-label={words.act.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must scroll by keyboard too */}
        <section class={styles.body} tabIndex={0} aria-labelledby={heading}>
          {children}
        </section>
      </div>
    </dialog>
  );
}
