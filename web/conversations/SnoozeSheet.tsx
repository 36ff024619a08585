import { useState } from "react";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Sheet } from "../ui/Sheet";
import { ActList } from "./Acts";
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
      <ActList
        acts={snoozeTimes(now).map(([name, at]) => ({
          icon: "snooze",
          name: inbox.snoozeName[name],
          hint: format.soon(at),
          run: () => onChoose(at),
        }))}
      />
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
