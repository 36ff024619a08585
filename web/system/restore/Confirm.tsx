import { useState } from "react";
import type { Problem } from "../../api/problem";
import { useWords } from "../../i18n/useWords";
import { inTelegram } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { TextField } from "../../ui/TextField";
import styles from "./Wizard.module.css";

interface Properties {
  /** The name to be typed. */
  database: string;
  undoing: boolean;
  deed: { busy: boolean; problem: Problem | null };
  onBack(): void;
  onBegin(confirm: string): void;
}

/** What happens, and the name of the database typed by hand. */
export function Confirm({ database, undoing, deed, onBack, onBegin }: Properties) {
  const { words } = useWords();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const { wizard } = words.backups;
  const begin = () => {
    if (typed.trim() === database) onBegin(typed.trim());
    else setWrong(true);
  };
  const steps = [
    ...(undoing ? [] : [wizard.safety, wizard.beside]),
    wizard.pause,
    ...(undoing ? [] : [wizard.unsent]),
    ...(inTelegram ? [] : [wizard.sessions]),
    wizard.kept,
  ];

  return (
    <div class={styles.parts}>
      <h3>{wizard.happens}</h3>
      <ol class={styles.happens}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <TextField
        label={wizard.confirm}
        value={typed}
        hint={wizard.confirmHint(database)}
        wrong={wrong ? `${wizard.confirmWrong} ${wizard.confirmHint(database)}` : undefined}
        onInput={(text) => {
          setTyped(text);
          setWrong(false);
        }}
        onEnter={begin}
      />
      <Refusal problem={deed.problem} />
      <div class={styles.buttons}>
        <Button look="plain" onClick={onBack}>
          {wizard.back}
        </Button>
        <Button look="danger" busy={deed.busy} onClick={begin}>
          {undoing ? wizard.beginUndo : wizard.begin}
        </Button>
      </div>
    </div>
  );
}
