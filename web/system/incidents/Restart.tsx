import { useState } from "react";
import { LONG } from "../../api/client";
import { incidentPath } from "../../api/incidents";
import type { Restarted } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { Checks } from "../config/Checks";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./useIncidentWords";

/** Quick recovery: restarts what works on messages, then says whether Berry is well. Asks first. */
export function Restart({ id }: { id: number }) {
  const { client, renew } = useBerry();
  const { incidents: words } = useIncidentWords();
  const deed = useDeed();
  const [came, setCame] = useState<Restarted | null>(null);
  const restart = async () => {
    if (!(await confirm(words.restartSure, words.restartYes, words.keep))) return;
    setCame(null);
    await deed.run(async () => {
      const path = `${incidentPath(id)}/restart`;
      setCame(await client.send<Restarted>("POST", path, undefined, undefined, undefined, LONG));
    });
    await renew("incidents");
  };
  const unwell = came?.findings.filter(({ level }) => level !== "ok") ?? [];
  return (
    <div class={styles.restart}>
      <Button look="danger" busy={deed.busy} onClick={() => void restart()}>
        {words.act.restart}
      </Button>
      <div role="status">
        {deed.busy && <p class={styles.hint}>{words.restarting}</p>}
        {came && (
          <p class={came.well ? styles.good : styles.wrong}>
            {words.restarted(came.ended)} {came.well ? words.restartWell : words.restartUnwell}
          </p>
        )}
      </div>
      {unwell.length > 0 && <Checks checks={unwell} />}
      <Refusal problem={deed.problem} />
    </div>
  );
}
