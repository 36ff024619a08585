import type { IncidentDetail } from "../../api/types";
import { useSelf } from "../../app/useBerry";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { conflictOf } from "./conflict";
import { ExportButton } from "./ExportButton";
import { isUnended } from "./filters";
import styles from "./Incidents.module.css";
import { Restart } from "./Restart";
import { ageOf, moodOf, ownerOf, stateIcons } from "./states";
import type { Acts } from "./useActs";
import { useIncidentWords } from "./useIncidentWords";

interface Properties {
  item: IncidentDetail;
  acts: Acts;
  now: number;
  onClose(): void;
  onRank(): void;
}

/** How it stands and whose it is, with what may be done: first of all, taking it on. */
export function Head({ item, acts, now, onClose, onRank }: Properties) {
  const speech = useIncidentWords();
  const { incidents: words, alerts, format } = speech;
  const self = useSelf();
  const { can } = item;
  const unwritten = item.needsResolution && !isUnended(item);
  const escalate = async () => {
    if (await confirm(words.escalateSure, words.escalateYes, words.keep)) await acts.escalate();
  };
  const conflict = acts.problem?.status === 409 ? conflictOf(item, self.id, speech) : null;

  return (
    <Card title={alerts.rule[item.cause] ?? item.cause}>
      <div class={styles.parts}>
        <p class={styles.badges}>
          <span class={styles.badge} data-mood={moodOf(item)}>
            <Icon name={stateIcons[item.state]} size={16} />
            {words.state[item.state]}
          </span>
          <span class={styles.badge} data-severity={item.severity}>
            {alerts.severity[item.severity]}
          </span>
          {unwritten && (
            <span class={styles.badge} data-mood="warn">
              <Icon name="write" size={16} />
              {words.needsResolution}
            </span>
          )}
        </p>
        <p class={styles.hint} role="status">
          {words.stateText[item.state]}
        </p>
        <Facts
          facts={[
            [words.owner, ownerOf(item, self.id, speech) ?? words.nobody],
            [words.opened, ageOf(item, now, speech)],
            ...(item.round > 1 ? [[words.roundTitle, words.round(format.number(item.round))] as const] : []),
          ]}
        />
        <div class={styles.buttons}>
          {can.ack && (
            <Button busy={acts.busy} onClick={() => void acts.acknowledge()}>
              {words.act.ack}
            </Button>
          )}
          {can.close && (
            <Button look={unwritten ? "primary" : "soft"} onClick={onClose}>
              {words.act.closeDots}
            </Button>
          )}
          {can.mitigate && (
            <Button look="soft" busy={acts.busy} onClick={() => void acts.mitigate()}>
              {words.act.mitigate}
            </Button>
          )}
          {can.escalate && (
            <Button look="soft" busy={acts.busy} onClick={() => void escalate()}>
              {words.act.escalate}
            </Button>
          )}
          {item.state !== "closed" && (
            <Button look="plain" onClick={onRank}>
              {words.act.severity}
            </Button>
          )}
          <ExportButton id={item.id} />
        </div>
        {conflict ? (
          <p role="alert" class={styles.wrong}>
            {conflict}
          </p>
        ) : (
          <Refusal problem={acts.problem} />
        )}
        {can.restart && <Restart id={item.id} />}
      </div>
    </Card>
  );
}
