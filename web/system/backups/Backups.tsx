import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { backups } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Widget } from "../../ui/Widget";
import { UndoCard } from "../restore/UndoCard";
import { Wizard } from "../restore/Wizard";
import styles from "./Backups.module.css";
import { BackupsSkeleton } from "./BackupsSkeleton";
import { Copies } from "./Copies";
import { ItemSheet } from "./ItemSheet";
import { Kept } from "./Kept";
import { List } from "./List";
import { Standing } from "./Standing";
import { useWork } from "./useWork";
import { WorkCard } from "./WorkCard";

/** Backups: may one count on them, what is being done, which there are, and back to one of them. */
export function Backups() {
  const { words } = useWords();
  const { client } = useBerry();
  const owner = atLeast(useRole(), "owner");
  const query = useQuery(backups(client));
  const work = useWork();
  const [open, setOpen] = useState<string | null>(null);
  /** A name, or empty to choose one. */
  const [restoring, setRestoring] = useState<string | null>(null);
  const chosen = query.data?.items.find(({ name }) => name === open);

  return (
    <Screen title={words.backups.title} wide>
      <Widget query={query} skeleton={<BackupsSkeleton />}>
        {(answer) => (
          <div class={styles.columns}>
            <div class={styles.column}>
              <WorkCard work={work} busy={answer.busy} copied={answer.targets.length > 0} onOpen={setOpen} />
              {owner && <UndoCard />}
              <Standing
                answer={answer}
                running={work?.state === "running" || answer.busy !== undefined}
                onRestore={owner && answer.items.length > 0 ? () => setRestoring("") : undefined}
              />
              <Copies answer={answer} />
            </div>
            <div class={styles.column}>
              {answer.items.length > 0 && <List answer={answer} onOpen={setOpen} />}
              <Kept plan={answer.plan} {...(answer.drill && { drill: answer.drill })} />
            </div>
          </div>
        )}
      </Widget>
      {chosen && (
        <ItemSheet
          item={chosen}
          onRestore={
            owner
              ? () => {
                  setOpen(null);
                  setRestoring(chosen.name);
                }
              : undefined
          }
          onClose={() => setOpen(null)}
        />
      )}
      {restoring !== null && query.data && (
        <Wizard items={query.data.items} first={restoring} work={work} onClose={() => setRestoring(null)} />
      )}
    </Screen>
  );
}
