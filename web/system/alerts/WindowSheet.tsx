import { useState } from "react";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { TextField } from "../../ui/TextField";
import { TimeField } from "../../ui/TimeField";
import { useDeed } from "../../ui/useDeed";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";
import { localInput, mistakeIn, mistakeInReason, untilOf } from "./spans";

const HOUR = 3_600_000;

/** Plans a time in which no rule speaks. */
export function WindowSheet({ onClose }: { onClose(): void }) {
  const { client, renew } = useBerry();
  const { alerts } = useSystemWords();
  const deed = useDeed();
  const [begin, setBegin] = useState(() => localInput(new Date()));
  const [end, setEnd] = useState(() => localInput(new Date(Date.now() + HOUR)));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const startsAt = untilOf("own", begin, Date.now());
  const until = untilOf("own", end, Date.now());
  const late = mistakeIn(until, Date.now());
  const turned = startsAt && until && startsAt >= until;
  const unsaid = mistakeInReason(reason);
  const refused = deed.problem?.status === 422 ? deed.problem.message : undefined;

  const send = async () => {
    setTried(true);
    if (!startsAt || !until || late || turned || unsaid) return;
    const body = { startsAt: startsAt.toISOString(), until: until.toISOString(), reason: reason.trim() };
    if (!(await deed.run(() => client.send("POST", "/api/alerts/windows", body)))) return;
    await renew("system");
    onClose();
  };

  return (
    <Sheet title={alerts.planTitle} onClose={onClose}>
      <div class={styles.parts}>
        <p class={styles.hint}>{alerts.windowText}</p>
        <TimeField
          label={alerts.startField}
          value={begin}
          wrong={tried ? (startsAt ? (turned ? alerts.startLate : undefined) : alerts.untilEmpty) : undefined}
          onInput={setBegin}
        />
        <TimeField
          label={alerts.untilField}
          value={end}
          wrong={tried && late ? alerts[late] : undefined}
          onInput={setEnd}
        />
        <TextField
          label={alerts.reason}
          value={reason}
          hint={alerts.reasonHint}
          wrong={tried && unsaid ? alerts[unsaid] : refused}
          onInput={setReason}
          onEnter={() => void send()}
        />
        <div class={styles.buttons}>
          <Button busy={deed.busy} onClick={() => void send()}>
            {alerts.planNow}
          </Button>
        </div>
        {!refused && <Refusal problem={deed.problem} />}
      </div>
    </Sheet>
  );
}
