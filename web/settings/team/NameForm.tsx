import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Member } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { nameOf } from "../../messages/nameOf";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { TextField } from "../../ui/TextField";
import { useDeed } from "../../ui/useDeed";
import { isShownName } from "./isShownName";
import styles from "./Team.module.css";

/** What people read as the author of somebody's answers. */
export function NameForm({ member }: { member: Member }) {
  const { words } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const deed = useDeed();
  const kept = member.name ?? "";
  const [name, setName] = useState(kept);
  const [saved, setSaved] = useState(false);
  const good = isShownName(name);
  const changed = name.trim() !== kept;

  const save = async () => {
    if (!changed || !good) return;
    setSaved(await deed.run(() => client.send("PATCH", `/api/staff/${member.id}`, { name: name.trim() })));
    await queries.invalidateQueries({ queryKey: ["team"] });
  };

  return (
    <div>
      <TextField
        label={words.team.name}
        value={name}
        placeholder={member.firstName || nameOf(member)}
        hint={words.team.nameHint}
        wrong={good ? undefined : words.team.nameWrong}
        onInput={(text) => {
          setName(text);
          setSaved(false);
        }}
        onEnter={() => void save()}
      />
      <div class={`${styles.buttons} ${styles.after}`} aria-live="polite">
        {changed && good && (
          <Button look="soft" busy={deed.busy} onClick={() => void save()}>
            {words.team.save}
          </Button>
        )}
        {saved && !changed && <p class={styles.done}>{words.team.saved}</p>}
      </div>
      <Refusal problem={deed.problem} />
    </div>
  );
}
