import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { differences } from "../../api/queries";
import type { BackupItem, Work } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { Choose } from "./Choose";
import { Confirm } from "./Confirm";
import { Look } from "./Look";
import { Under } from "./Under";
import styles from "./Wizard.module.css";

interface Properties {
  /** To choose from; null: the last restore is taken back, and there is nothing to choose. */
  items: BackupItem[] | null;
  /** The backup already chosen; empty: none. */
  first: string;
  work: Work | undefined;
  onClose(): void;
}

type Step = "choose" | "look" | "confirm" | "under";

/** Back to a backup, or back from one: choose, see what would be lost, type the name, follow it to its end. */
export function Wizard({ items, first, work, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const deed = useDeed();
  const undoing = items === null;
  const [name, setName] = useState(first);
  const [step, setStep] = useState<Step>(undoing || first ? "look" : "choose");
  const [begun, setBegun] = useState<Work | null>(null);
  const { wizard } = words.backups;
  const top = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  // Each step starts at its top, and a screen reader with it: the button pressed last is gone.
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    top.current?.focus({ preventScroll: true });
    top.current?.closest("section")?.scrollTo(0, 0);
  }, [step]);
  // Held by the wizard: going back and forth asks nothing anew.
  const found = useQuery({
    ...differences(client, undoing ? null : name),
    enabled: step === "look" || step === "confirm",
  });

  const begin = async (confirm: string) => {
    const done = await deed.run(async () => {
      const path = undoing ? "/api/restore/undo" : "/api/restore";
      const wanted = { ...(undoing ? {} : { name }), dryRun: false, confirm };
      setBegun(await client.send<Work>("POST", path, wanted));
    });
    await queries.invalidateQueries({ queryKey: ["backup-work"] });
    if (done) setStep("under");
  };

  return (
    <Sheet title={undoing ? wizard.undoTitle : wizard.title} onClose={onClose}>
      <div ref={top} tabIndex={-1} class={styles.step}>
        {step === "choose" && (
          <Choose
            items={items ?? []}
            chosen={name}
            onChoose={(chosen) => {
              setName(chosen);
              setStep("look");
            }}
          />
        )}
        {step === "look" && (
          <Look
            query={found}
            undoing={undoing}
            onBack={undoing ? undefined : () => setStep("choose")}
            onNext={() => setStep("confirm")}
          />
        )}
        {step === "confirm" && (
          <Confirm
            database={found.data?.database ?? ""}
            undoing={undoing}
            deed={deed}
            onBack={() => setStep("look")}
            onBegin={(confirm) => void begin(confirm)}
          />
        )}
        {step === "under" && begun && (
          <Under
            // Until the first news of it, what the server answered.
            work={work?.id === begun.id ? work : begun}
            onAgain={() => {
              setStep("look");
              void found.refetch();
            }}
            onClose={onClose}
          />
        )}
      </div>
    </Sheet>
  );
}
