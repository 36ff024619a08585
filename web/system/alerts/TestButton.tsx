import { useState } from "react";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";

/** Sends the message of a rule as a test, and says where it went or why it could not. */
export function TestButton({ rule }: { rule: string }) {
  const { client } = useBerry();
  const { alerts } = useSystemWords();
  const deed = useDeed();
  const [sentTo, setSentTo] = useState<number | null>(null);
  const send = () =>
    deed.run(async () => {
      setSentTo(null);
      const path = `/api/alerts/${encodeURIComponent(rule)}/test`;
      setSentTo((await client.send<{ sentTo: number }>("POST", path)).sentTo);
    });
  return (
    <>
      <Button look="plain" busy={deed.busy} onClick={() => void send()}>
        {alerts.test}
      </Button>
      <div class={styles.told} role="status">
        {deed.problem?.status === 429 ? (
          <p class={styles.wrong}>{alerts.tooOften}</p>
        ) : deed.problem ? (
          <Refusal problem={deed.problem} />
        ) : sentTo === null ? (
          <p class={styles.hint}>{alerts.testHint}</p>
        ) : (
          <p class={sentTo > 0 ? styles.good : styles.wrong}>
            {sentTo > 0 ? alerts.tested(sentTo) : alerts.testedNobody}
          </p>
        )}
      </div>
    </>
  );
}
