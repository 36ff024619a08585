import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import styles from "./Acts.module.css";

export interface Act {
  icon: IconName;
  name: string;
  /** What it stands at now. */
  hint?: string | undefined;
  danger?: boolean;
  chosen?: boolean;
  run(): void;
}

interface Properties {
  title: string;
  /** What the acts are about. */
  about?: ComponentChildren;
  acts: Act[];
  onClose(): void;
  children?: ComponentChildren;
}

/** A list of things to do, in a sheet that closes when one is chosen. */
export function Acts({ title, about, acts, onClose, children }: Properties) {
  return (
    <Sheet title={title} onClose={onClose}>
      {about && <div class={styles.about}>{about}</div>}
      <ul class={styles.acts}>
        {acts.map(({ icon, name, hint, danger, chosen, run }) => (
          <li key={name}>
            <button
              type="button"
              data-danger={danger}
              aria-pressed={chosen}
              onClick={() => {
                onClose();
                run();
              }}
            >
              <Icon name={icon} size={21} />
              <span>{name}</span>
              {hint && <small>{hint}</small>}
              {chosen && <Icon name="check" size={20} />}
            </button>
          </li>
        ))}
      </ul>
      {children}
    </Sheet>
  );
}
