import { useRef, useState } from "react";
import type { IncidentDetail } from "../../api/types";
import { hapticOutcome } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { TextField } from "../../ui/TextField";
import styles from "./Incidents.module.css";
import { missingIn, questions, resolutionOf } from "./resolution";
import { useActs } from "./useActs";
import { useDraft } from "./useDraft";
import { useIncidentWords } from "./useIncidentWords";

/** Ends an incident: what happened, why, what was done and what prevents it. Required unless it is for information. */
export function CloseSheet({ item, onClose }: { item: IncidentDetail; onClose(): void }) {
  const { incidents: words } = useIncidentWords();
  const acts = useActs(String(item.id));
  const [draft, setDraft, forget] = useDraft(item.id);
  const form = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const missing = missingIn(draft, item.severity);
  const close = async () => {
    setTried(true);
    if (missing.length > 0) {
      const first = questions.findIndex((question) => missing.includes(question));
      form.current?.querySelectorAll("textarea")[first]?.focus();
      return;
    }
    if (!(await acts.close(resolutionOf(draft, words)))) return;
    forget();
    hapticOutcome("success");
    onClose();
  };
  return (
    <Sheet title={words.closeTitle} onClose={onClose}>
      <div class={styles.parts}>
        <p class={styles.hint}>{item.severity >= 3 ? words.closeOptional : words.closeText}</p>
        {item.firing > 0 && <p class={styles.warning}>{words.stillFiring}</p>}
        <div ref={form} class={styles.answers}>
          {questions.map((question) => (
            <TextField
              key={question}
              label={words.template[question]}
              value={draft[question] ?? ""}
              lines={2}
              wrong={tried && missing.includes(question) ? words.missing[question] : undefined}
              onInput={(text) => setDraft({ ...draft, [question]: text })}
            />
          ))}
        </div>
        <p class={styles.hint}>{words.draftKept}</p>
        <div class={styles.buttons}>
          <Button busy={acts.busy} onClick={() => void close()}>
            {words.act.close}
          </Button>
        </div>
        <Refusal problem={acts.problem} />
      </div>
    </Sheet>
  );
}
