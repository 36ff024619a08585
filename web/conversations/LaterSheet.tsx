import { useState } from "react";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Acts } from "./Acts";
import styles from "./Acts.module.css";
import { until } from "./Head";
import { laters } from "./later";

interface Properties {
  /** A time to come back at, ISO 8601. */
  onChoose(at: string): void;
  onClose(): void;
}

/** When a conversation should come back. */
export function LaterSheet({ onChoose, onClose }: Properties) {
  const { words, format } = useWords();
  const { later, menu } = words.conversation;
  const [own, setOwn] = useState("");
  const chosen = own === "" ? null : new Date(own);
  const valid = chosen !== null && chosen.getTime() > Date.now();
  return (
    <Acts
      title={menu.snooze}
      onClose={onClose}
      acts={laters(new Date()).map(({ name, at }) => ({
        icon: "clock",
        name: later[name],
        hint: until(at.toISOString(), format),
        run: () => onChoose(at.toISOString()),
      }))}
    >
      <div class={styles.own}>
        <label>
          {later.own}
          <input type="datetime-local" value={own} onInput={(event) => setOwn(event.currentTarget.value)} />
        </label>
        {valid && (
          <Button
            onClick={() => {
              onClose();
              onChoose(chosen.toISOString());
            }}
          >
            {later.set}
          </Button>
        )}
      </div>
    </Acts>
  );
}
