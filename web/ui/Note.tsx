import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons";
import styles from "./Note.module.css";

interface Properties {
  icon: IconName;
  title: string;
  text?: string | undefined;
  /** Takes the middle of the screen. */
  tall?: boolean;
  children?: ComponentChildren;
}

/** Says in words why there is nothing to see: empty, failed, closed. */
export function Note({ icon, title, text, tall = false, children }: Properties) {
  const Title = tall ? "h1" : "p";
  return (
    <div class={`${styles.note} ${tall ? styles.tall : ""}`}>
      <span class={styles.icon}>
        <Icon name={icon} size={tall ? 30 : 22} />
      </span>
      <Title class={styles.title}>{title}</Title>
      {text && <p class={styles.text}>{text}</p>}
      {children && <div class={styles.actions}>{children}</div>}
    </div>
  );
}
