import { useState } from "react";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { TextField } from "../../ui/TextField";
import styles from "./Timeline.module.css";
import { useActs } from "./useActs";
import { useIncidentWords } from "./useIncidentWords";

const LONGEST = 2000;

/** A line of one's own for the timeline. */
export function NoteForm({ id }: { id: number }) {
  const { incidents: words } = useIncidentWords();
  const acts = useActs(String(id));
  const [text, setText] = useState("");
  const written = text.trim();
  const long = written.length > LONGEST;
  const add = async () => {
    if (!written || long) return;
    setText("");
    // What was refused is not lost.
    if (!(await acts.note(written))) setText(written);
  };
  return (
    <div class={styles.form}>
      <TextField
        label={words.notes}
        value={text}
        placeholder={words.noteHint}
        wrong={long ? words.noteLong : undefined}
        onInput={setText}
        onEnter={() => void add()}
      />
      {written && (
        <div>
          <Button look="soft" busy={acts.busy} onClick={() => void add()}>
            {words.noteAdd}
          </Button>
        </div>
      )}
      <Refusal problem={acts.problem} />
    </div>
  );
}
