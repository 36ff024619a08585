import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { standing } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import styles from "../backups/Backups.module.css";
import { useWork } from "../backups/useWork";
import { undoWords } from "./undoWords";
import { Wizard } from "./Wizard";

/** For seven days after a restore it can be taken back. */
export function UndoCard() {
  const { words, format } = useWords();
  const { client } = useBerry();
  const query = useQuery(standing(client));
  const work = useWork();
  const [open, setOpen] = useState(false);
  const kept = query.data?.kept[0];
  const { undo } = words.backups;
  const told = kept && undoWords(kept, words.backups, format);
  if (!kept && !open) return null;
  return (
    <>
      {told && work?.state !== "running" && (
        <Card title={told.title}>
          <div class={styles.parts}>
            <p class={styles.hint}>{told.text}</p>
            <div class={styles.buttons}>
              <Button look="soft" onClick={() => setOpen(true)}>
                {undo.act}
              </Button>
            </div>
          </div>
        </Card>
      )}
      {open && <Wizard items={null} first="" work={work} onClose={() => setOpen(false)} />}
    </>
  );
}
