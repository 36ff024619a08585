import { useState } from "react";
import type { Work } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { useNow } from "../../ui/useNow";
import styles from "./Backups.module.css";
import { Stages } from "./Stages";

/** For so long the end of something is news. */
const NEWS = 15 * 60_000;

interface Properties {
  work: Work | undefined;
  busy: string | undefined;
  /** Whether backups go elsewhere, too. */
  copied: boolean;
  onOpen(name: string): void;
}

/** What is being done with backups now, or what has just come of it. */
export function WorkCard({ work, busy, copied, onOpen }: Properties) {
  const { words, format } = useWords();
  const now = useNow(1_000);
  const [read, setRead] = useState("");
  if (work?.state === "running") {
    const span = format.span(Math.max(0, Math.round((now - Date.parse(work.begunAt)) / 1000)));
    // Who has never written to the bot has no name, only a role.
    const role = (words.settings.role as Record<string, string>)[work.by ?? ""];
    const by = role ?? work.by ?? words.backups.work.itself;
    return (
      <Card title={words.backups.work[work.kind]}>
        <div class={styles.parts}>
          <p class={styles.hint}>{words.backups.work.by(by, span)}</p>
          <Stages work={work} copied={copied} />
        </div>
      </Card>
    );
  }
  if (busy)
    return (
      <Card title={words.backups.work.busy}>
        <p class={styles.hint}>{busy}</p>
      </Card>
    );
  const at = Date.parse(work?.endedAt ?? work?.begunAt ?? "");
  if (!work || read === work.id || !(now - at < NEWS)) return null;
  return <Ended work={work} onOpen={onOpen} onRead={() => setRead(work.id)} />;
}

function Ended({ work, onOpen, onRead }: { work: Work; onOpen(name: string): void; onRead(): void }) {
  const { words, format } = useWords();
  const { ended } = words.backups;
  const { outcome } = work;
  const bad = work.state !== "done" || outcome?.state === "failed";
  const title =
    work.state !== "done"
      ? ended.stopped(ended.kind[work.kind])
      : outcome?.state === "failed"
        ? ended.failed
        : work.kind === "restore"
          ? ended.restored
          : work.kind === "undo"
            ? ended.undone
            : outcome?.state === "proved"
              ? ended.proved(format.seconds(outcome.seconds))
              : ended.made;
  const touches = work.kind === "restore" || work.kind === "undo";
  return (
    <Card>
      <div class={styles.parts} role={bad ? "alert" : "status"}>
        <p class={styles.outcome} data-mood={bad ? "bad" : "good"}>
          {title}
        </p>
        {work.state === "interrupted" && <p class={styles.hint}>{ended.interrupted}</p>}
        {work.state === "failed" && touches && <p class={styles.hint}>{ended.whole}</p>}
        {work.failure && <p class={styles.words}>{work.failure}</p>}
        {!touches &&
          outcome?.notes.map((note) => (
            <p key={note} class={styles.words}>
              {note}
            </p>
          ))}
        <div class={styles.buttons}>
          {outcome?.state && (
            <Button look="soft" onClick={() => onOpen(outcome.name)}>
              {ended.see}
            </Button>
          )}
          <Button look="plain" onClick={onRead}>
            {words.act.close}
          </Button>
        </div>
      </div>
    </Card>
  );
}
