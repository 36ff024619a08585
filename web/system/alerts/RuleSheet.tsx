import { useState } from "react";
import type { AlertItem } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { useSystemWords } from "../useSystemWords";
import styles from "./Alerts.module.css";
import { iconOf } from "./RuleRow";
import { Runbook } from "./Runbook";
import { SilenceForm } from "./SilenceForm";
import { becauseOf, clearOf, limitOf, moodOf, ruleNameOf, stateOf } from "./sentences";
import { TestButton } from "./TestButton";

/**
 * A rule in full, and what may be done with it: nothing here can destroy anything.
 *
 * @param read whether what to do stands open over it at once
 */
export function RuleSheet({ item, read, onClose }: { item: AlertItem; read: boolean; onClose(): void }) {
  const { words } = useWords();
  const { client, renew } = useBerry();
  const speech = useSystemWords();
  const { alerts } = speech;
  const ending = useDeed();
  const [silencing, setSilencing] = useState(false);
  const [reading, setReading] = useState(read);
  const writing = silencing && !item.silence;
  const path = `/api/alerts/${encodeURIComponent(item.key)}/silence`;
  const end = async () => {
    if (await ending.run(() => client.send("DELETE", path))) await renew("system");
  };

  return (
    <Sheet title={ruleNameOf(item.key, alerts)} onClose={onClose}>
      <div class={styles.parts}>
        <p class={styles.badge} data-mood={moodOf(item)}>
          <Icon name={iconOf(item)} size={16} />
          {stateOf(item, speech)}
        </p>
        <p>{becauseOf(item, speech, words.unknown)}</p>
        {alerts.define[item.key] && <p class={styles.hint}>{alerts.define[item.key]}</p>}
        {!writing && <RuleFacts item={item} />}
        {writing ? (
          <SilenceForm path={path} onDone={() => setSilencing(false)} />
        ) : (
          <div class={styles.buttons}>
            {item.silence ? (
              <Button busy={ending.busy} onClick={() => void end()}>
                {alerts.endSilence}
              </Button>
            ) : (
              !item.off && (
                <Button look="soft" onClick={() => setSilencing(true)}>
                  {alerts.silence}
                </Button>
              )
            )}
            <TestButton rule={item.key} />
            {item.runbook && (
              <Button look="soft" onClick={() => setReading(true)}>
                {alerts.runbook}
              </Button>
            )}
          </div>
        )}
        <Refusal problem={ending.problem} />
        {reading && item.runbook && (
          <Runbook
            name={item.runbook}
            title={ruleNameOf(item.key, alerts)}
            onClose={() => setReading(false)}
          />
        )}
      </div>
    </Sheet>
  );
}

/** What the rule is made of: out of the way while somebody writes why it should be silent. */
function RuleFacts({ item }: { item: AlertItem }) {
  const { words } = useWords();
  const speech = useSystemWords();
  const { alerts, figures } = speech;
  const held = (limit: string, seconds: number) =>
    seconds > 0 ? alerts.held(limit, figures.limit(seconds, "seconds")) : limit;
  return (
    <>
      <Facts
        facts={[
          [
            alerts.value,
            typeof item.value === "number" ? figures.full(item.value, item.unit) : words.unknown,
          ],
          [alerts.threshold, held(limitOf(item, item.threshold, speech), item.forSeconds)],
          [alerts.clear, held(clearOf(item, speech), item.clearForSeconds)],
          [alerts.severityTitle, alerts.severity[item.severity] ?? item.severity],
          ...(item.episodesLastHour > 0
            ? [[alerts.episodes, alerts.fired(item.episodesLastHour)] as const]
            : []),
          [alerts.source, alerts.sources[item.source] ?? item.source],
          [alerts.metric, <code key="metric">{item.metric}</code>],
        ]}
      />
      <p class={styles.hint}>{alerts.severityText[item.severity]}</p>
    </>
  );
}
