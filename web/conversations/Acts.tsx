import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import styles from "./Options.module.css";

export interface Act {
  icon: IconName;
  /** Drawn in the icon's place, where all have one. */
  face?: ComponentChildren;
  name: string;
  /** What it stands at now, or what it means. */
  hint?: string | undefined;
  danger?: boolean;
  /** Whether it is the one in force; absent where acts are done, not chosen. */
  chosen?: boolean;
  run(): void;
}

/** Things to do or to choose from, one below the other. */
export function ActList({ acts }: { acts: Act[] }) {
  return (
    <ul class={styles.options}>
      {acts.map(({ icon, face, name, hint, danger, chosen, run }) => (
        <li key={name}>
          <button type="button" data-danger={danger} aria-pressed={chosen} onClick={run}>
            {face ?? <Icon name={icon} size={21} />}
            <span class={styles.label}>{name}</span>
            {hint && <span data-side>{hint}</span>}
            {chosen && <Icon name="check" size={20} />}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface Properties {
  title: string;
  /** What the acts are about. */
  about?: ComponentChildren;
  acts: Act[];
  onClose(): void;
}

/** A list of things to do, in a sheet that closes when one is chosen. */
export function Acts({ title, about, acts, onClose }: Properties) {
  return (
    <Sheet title={title} onClose={onClose}>
      {about && <div class={styles.about}>{about}</div>}
      <ActList
        acts={acts.map((act) => ({
          ...act,
          run: () => {
            onClose();
            act.run();
          },
        }))}
      />
    </Sheet>
  );
}
