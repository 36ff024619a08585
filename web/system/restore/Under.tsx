import type { Work } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Stages } from "../backups/Stages";
import styles from "./Wizard.module.css";

interface Properties {
  work: Work;
  onAgain(): void;
  onClose(): void;
}

/** How far the restore is, and what came of it. */
export function Under({ work, onAgain, onClose }: Properties) {
  const { words, format } = useWords();
  const { wizard, ended } = words.backups;
  const { outcome } = work;
  if (work.state === "running")
    return (
      <div class={styles.parts}>
        <Stages work={work} />
        <p class={styles.hint}>{wizard.running}</p>
      </div>
    );
  if (work.state === "done" && outcome)
    return (
      <div class={styles.parts} role="status">
        <p class={styles.verdict} data-mood="good">
          {work.kind === "undo" ? wizard.doneUndo : wizard.done}
        </p>
        <p>{wizard.doneText(format.seconds(outcome.seconds), format.seconds(outcome.paused))}</p>
        <p>{work.kind === "undo" ? wizard.doneUndoSessions : wizard.doneSessions}</p>
        <p class={styles.hint}>{wizard.doneKept}</p>
        <div class={styles.buttons}>
          <Button onClick={onClose}>{wizard.close}</Button>
        </div>
      </div>
    );
  return (
    <div class={styles.parts} role="alert">
      <p class={styles.verdict} data-mood="bad">
        {wizard.failed}
      </p>
      <p>{work.state === "interrupted" ? ended.interrupted : wizard.failedText}</p>
      {work.failure && <p class={styles.words}>{work.failure}</p>}
      <div class={styles.buttons}>
        <Button look="soft" onClick={onAgain}>
          {wizard.again}
        </Button>
        <Button look="plain" onClick={onClose}>
          {words.act.close}
        </Button>
      </div>
    </div>
  );
}
