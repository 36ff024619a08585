import { useState } from "react";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Refusal } from "../../ui/Refusal";
import { TextField } from "../../ui/TextField";
import { TimeField } from "../../ui/TimeField";
import { useDeed } from "../../ui/useDeed";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";
import { localInput, mistakeIn, mistakeInReason, type SilenceSpan, silenceSpans, untilOf } from "./spans";

/** For how long a rule says nothing, and why. */
export function SilenceForm({ path, onDone }: { path: string; onDone(): void }) {
  const { words } = useWords();
  const { client, renew } = useBerry();
  const { alerts, format } = useSystemWords();
  const deed = useDeed();
  const [span, setSpan] = useState<SilenceSpan>("1h");
  const [own, setOwn] = useState(() => localInput(new Date(Date.now() + 2 * 3_600_000)));
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const until = untilOf(span, own, Date.now());
  const late = mistakeIn(until, Date.now());
  const unsaid = mistakeInReason(reason);
  const refused = deed.problem?.status === 422 ? deed.problem.message : undefined;

  const send = async () => {
    setTried(true);
    if (late || unsaid || !until) return;
    const body = { until: until.toISOString(), reason: reason.trim() };
    if (!(await deed.run(() => client.send("POST", path, body)))) return;
    await renew("system");
    onDone();
  };

  return (
    <div class={styles.form}>
      <h3>{alerts.silenceTitle}</h3>
      <p class={styles.hint}>{alerts.silenceText}</p>
      <Choice<SilenceSpan>
        label={alerts.until}
        value={span}
        options={silenceSpans.map((one) => [one, alerts.spans[one]] as const)}
        onChoose={setSpan}
      />
      {span === "own" && (
        <TimeField
          label={alerts.untilField}
          value={own}
          wrong={tried && late ? alerts[late] : undefined}
          onInput={setOwn}
        />
      )}
      {until && !late && <p class={styles.hint}>{alerts.silencedUntil(format.soon(until))}</p>}
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
          {alerts.silenceNow}
        </Button>
        <Button look="plain" onClick={onDone}>
          {words.act.close}
        </Button>
      </div>
      {!refused && <Refusal problem={deed.problem} />}
    </div>
  );
}
