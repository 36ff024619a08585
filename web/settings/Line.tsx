import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/icons";
import styles from "./More.module.css";

interface Properties {
  icon: IconName;
  name: string;
  children?: ComponentChildren;
}

/** One setting: what it is at the left, its value or control at the right. */
export function Line({ icon, name, children }: Properties) {
  return (
    <div class={styles.line}>
      <span class={styles.icon}>
        <Icon name={icon} />
      </span>
      <span class={styles.label}>{name}</span>
      <span class={styles.value}>{children}</span>
    </div>
  );
}
