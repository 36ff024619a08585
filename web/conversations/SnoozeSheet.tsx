import { useState } from "react";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { Sheet } from "../ui/Sheet";
import styles from "./Options.module.css";
import { fieldOf, ownTime, snoozeTimes } from "./snoozeTimes";

interface Properties {
  onChoose(until: Date): void;
  onClose(): void;
}

/** When the conversation shall come back. */
export function SnoozeSheet({ onChoose, onClose }: Properties) {
  const { words, format } = useWords();
  const { inbox } = words;
  const [now] = useState(() => new Date());
  const [own, setOwn] = useState("");
  const [wrong, setWrong] = useState(false);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chooseOwn = () => {
    const moment = ownTime(own, new Date());
    if (moment) onChoose(moment);
    else setWrong(true);
  };
  return (
    <Sheet title={inbox.snoozeTitle} onClose={onClose}>
      <ul class={styles.options}>
        {snoozeTimes(now).map(([name, at]) => (
          <li key={name}>
            <button type="button" onClick={() => onChoose(at)}>
              <Icon name="snooze" />
              <span class={styles.label}>{inbox.snoozeName[name]}</span>
              <span data-side>{format.soon(at)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class={styles.own}>
        <label>
          {inbox.ownTime}
          <input
            type="datetime-local"
            value={own}
            min={fieldOf(now)}
            aria-invalid={wrong}
            onInput={(event) => {
              setOwn(event.currentTarget.value);
              setWrong(false);
            }}
          />
        </label>
        <Button look="soft" onClick={chooseOwn}>
          {inbox.act.snooze}
        </Button>
        {wrong && (
          <p role="alert" class={styles.wrong}>
            {inbox.ownTimeWrong}
          </p>
        )}
      </div>
      <p class={styles.hint}>
        {inbox.snoozeHint} {inbox.zone(zone)}
      </p>
    </Sheet>
  );
}
