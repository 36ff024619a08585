import type { ComponentChildren } from "preact";
import { useContext, useEffect, useRef } from "react";
import { useWords } from "../i18n/useWords";
import { inTelegram } from "../telegram/telegram";
import { Icon } from "../ui/icons";
import { AgedNote } from "./AgedNote";
import { LiveDot } from "./LiveDot";
import styles from "./Screen.module.css";
import { useAged } from "./useAged";
import { WayBack } from "./wayBack";

interface Properties {
  title: string;
  children: ComponentChildren;
  /** Lists read best in a narrow column, figures use the width. */
  wide?: boolean;
  /** Leads to the screen this one lies in. Telegram shows its own arrow for it, a browser ours. */
  onBack?: () => void;
}

/** The frame of every screen: its title, and whether what it shows is live. */
export function Screen({ title, children, wide = false, onBack }: Properties) {
  const { words } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const around = useContext(WayBack);
  const up = onBack ?? around;
  const aged = useAged();

  // A new screen starts at its top, and a screen reader starts at its title. In a frame that opens
  // beside a chat, somebody may be writing in that chat: what they type must not end up here.
  useEffect(() => {
    window.scrollTo(0, 0);
    if (document.hasFocus()) heading.current?.focus({ preventScroll: true });
  }, []);

  return (
    <main id="content" class={`${styles.screen} ${wide ? styles.wide : ""}`}>
      <header class={styles.header}>
        <div class={styles.title}>
          {up && !inTelegram && (
            <button type="button" class={styles.back} aria-label={words.act.back} onClick={up}>
              <Icon name="back" />
            </button>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        <LiveDot />
      </header>
      {aged && <AgedNote aged={aged} />}
      {children}
    </main>
  );
}
