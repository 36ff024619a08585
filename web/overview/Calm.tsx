import type { ComponentChildren } from "preact";
import { Icon } from "../ui/icons";
import styles from "./Calm.module.css";

/** One line that says that all is well. */
export function Calm({ role, children }: { role?: "status"; children: ComponentChildren }) {
  return (
    <p class={styles.line} role={role}>
      <Icon name="check" />
      <span>{children}</span>
    </p>
  );
}
