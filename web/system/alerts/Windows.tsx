import type { AlertWindow } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { useNow } from "../../ui/useNow";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";

/** What runs now: no rule speaks, so that must be the first thing seen. */
export function RunningWindows({ windows }: { windows: readonly AlertWindow[] }) {
  const now = useNow();
  return (
    <>
      {windows
        .filter(({ startsAt }) => Date.parse(startsAt) <= now)
        .map((window) => (
          <Window key={window.id} window={window} running />
        ))}
    </>
  );
}

/** Maintenance to come, and a way to plan more. */
export function PlannedWindows({ windows, onPlan }: { windows: readonly AlertWindow[]; onPlan(): void }) {
  const { alerts } = useSystemWords();
  const now = useNow();
  const planned = windows.filter(({ startsAt }) => Date.parse(startsAt) > now);
  return (
    <Card title={alerts.window}>
      {planned.length === 0 ? (
        <p class={styles.hint}>{alerts.windowNone}</p>
      ) : (
        <div class={styles.planned}>
          {planned.map((window) => (
            <Window key={window.id} window={window} running={false} />
          ))}
        </div>
      )}
      <div class={styles.plan}>
        <Button look="soft" onClick={onPlan}>
          {alerts.plan}
        </Button>
      </div>
    </Card>
  );
}

function Window({ window, running }: { window: AlertWindow; running: boolean }) {
  const { client, renew } = useBerry();
  const { alerts, format } = useSystemWords();
  const deed = useDeed();
  const end = async () => {
    const path = `/api/alerts/windows/${encodeURIComponent(window.id)}`;
    if (await deed.run(() => client.send("DELETE", path))) await renew("system");
  };
  return (
    <div class={running ? styles.running : styles.window}>
      <Icon name={running ? "mute" : "clock"} size={22} />
      <div>
        <p>
          <b>
            {running
              ? alerts.windowRunning(format.soon(window.until))
              : alerts.from(format.soon(window.startsAt), format.soon(window.until))}
          </b>
        </p>
        <p class={styles.hint}>{alerts.windowBy(window.by ?? "Berry", window.reason)}</p>
        <Refusal problem={deed.problem} />
      </div>
      <Button look={running ? "primary" : "plain"} busy={deed.busy} onClick={() => void end()}>
        {running ? alerts.end : alerts.remove}
      </Button>
    </div>
  );
}
