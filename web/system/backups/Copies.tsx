import type { Backups, BackupTarget } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { useNow } from "../../ui/useNow";
import styles from "./Backups.module.css";
import { placeOf } from "./placeOf";

/** Where else the backups lie. None elsewhere is red: disks fail with everything on them. */
export function Copies({ answer: { targets } }: { answer: Backups }) {
  const { words } = useWords();
  const { backups } = words;
  if (targets.length === 0)
    return (
      <Card>
        <div class={styles.verdict} data-mood="bad">
          <Icon name="alert" size={26} />
          <div>
            <h2>{backups.noCopies}</h2>
            <p>{backups.noCopiesText}</p>
          </div>
        </div>
      </Card>
    );
  return (
    <Card title={backups.copies}>
      <ul class={styles.targets}>
        {targets.map((target) => (
          <Target key={target.target} target={target} />
        ))}
      </ul>
    </Card>
  );
}

function Target({ target: { target, away, name, copiedAt, behind } }: { target: BackupTarget }) {
  const { words, format } = useWords();
  const now = useNow();
  const { backups } = words;
  const state = name && copiedAt ? backups.copied(format.ago(copiedAt, now)) : backups.never;
  return (
    <li>
      <p class={styles.target}>{placeOf(target, backups)}</p>
      <p class={styles.copied} data-mood={!name ? "bad" : behind ? "warn" : "good"}>
        {[state, name && behind && backups.behind].filter(Boolean).join(" · ")}
      </p>
      {!away && <p class={styles.hint}>{backups.nearText}</p>}
    </li>
  );
}
