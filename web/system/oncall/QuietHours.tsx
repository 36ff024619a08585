import { useId, useState } from "react";
import type { Escalation, QuietTime } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import styles from "./OnCall.module.css";
import { Switch } from "./Switch";
import { useOnCallWords } from "./useOnCallWords";

const severities = ["1", "2", "3"] as const;
const usual: QuietTime = { from: "22:00", until: "08:00" };

/** When an incident of some severity may not make a sound. */
export function QuietHours({ known, mayChange }: { known: Escalation; mayChange: boolean }) {
  const { oncall: words, words: common } = useOnCallWords();
  const { client, renew } = useBerry();
  const deed = useDeed();
  const [draft, setDraft] = useState<Escalation["quietHours"] | null>(null);
  const shown = draft ?? known.quietHours;
  const wrong = severities.some((one) => shown[one] && shown[one].from === shown[one].until);
  const save = async () => {
    if (!draft || wrong) return;
    const newlyQuiet = draft["1"] && !known.quietHours["1"];
    if (newlyQuiet && !(await confirm(words.quietUrgent, words.save, common.settings.cancel))) return;
    if (!(await deed.run(() => client.send("PUT", "/api/escalation/quiet-hours", draft)))) return;
    await renew("incidents");
    setDraft(null);
  };
  return (
    <Card title={words.quiet}>
      <p class={styles.hint}>{words.quietText}</p>
      <ul class={styles.lines}>
        {severities.map((severity) => (
          <Line
            key={severity}
            severity={severity}
            time={shown[severity] ?? null}
            onChange={mayChange ? (time) => setDraft({ ...shown, [severity]: time }) : undefined}
          />
        ))}
      </ul>
      {wrong && <p class={styles.wrong}>{words.quietSame}</p>}
      {draft && (
        <div class={styles.buttons}>
          <Button busy={deed.busy} onClick={() => void save()}>
            {words.save}
          </Button>
          <Button look="plain" onClick={() => setDraft(null)}>
            {common.settings.cancel}
          </Button>
        </div>
      )}
      <Refusal problem={deed.problem} />
    </Card>
  );
}

interface LineProperties {
  severity: string;
  time: QuietTime | null;
  onChange: ((time: QuietTime | null) => void) | undefined;
}

function Line({ severity, time, onChange }: LineProperties) {
  const { oncall: words, alerts } = useOnCallWords();
  const name = alerts.severity[severity] ?? severity;
  if (!onChange)
    return (
      <li class={styles.fixed}>
        <span class={styles.body}>{name}</span>
        <b>{time ? words.quietOf(time.from, time.until) : words.quietNone}</b>
      </li>
    );
  return (
    <li>
      <Switch
        label={words.quietSwitch(name)}
        on={time !== null}
        onChange={(on) => onChange(on ? usual : null)}
      >
        {name}
      </Switch>
      {time && (
        <div class={styles.hours}>
          <Clock
            label={words.quietFrom}
            of={name}
            value={time.from}
            onInput={(from) => onChange({ ...time, from })}
          />
          <Clock
            label={words.quietUntil}
            of={name}
            value={time.until}
            onInput={(until) => onChange({ ...time, until })}
          />
        </div>
      )}
    </li>
  );
}

interface ClockProperties {
  label: string;
  /** The severity, for who cannot see that it stands above. */
  of: string;
  value: string;
  onInput(value: string): void;
}

function Clock({ label, of, value, onInput }: ClockProperties) {
  const id = useId();
  return (
    <div class={styles.clock}>
      <label htmlFor={id}>
        {label}
        <span class="unseen">{` (${of})`}</span>
      </label>
      <input
        id={id}
        type="time"
        value={value}
        required
        // A field that was cleared is no time.
        onInput={({ currentTarget }) => currentTarget.value && onInput(currentTarget.value)}
      />
    </div>
  );
}
