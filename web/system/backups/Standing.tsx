import { useQueryClient } from "@tanstack/react-query";
import type { Backups } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Facts } from "../../ui/Facts";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { useNow } from "../../ui/useNow";
import styles from "./Backups.module.css";
import { moodOfTrust } from "./trust";

interface Properties {
  answer: Backups;
  /** Something is at work already. */
  running: boolean;
  onRestore?: (() => void) | undefined;
}

/** Whether one may count on the backups, when the next one comes, and one now. */
export function Standing({ answer: { trust, plan, items }, running, onRestore }: Properties) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const admin = atLeast(useRole(), "admin");
  const now = useNow();
  const deed = useDeed();
  const { standing } = words.backups;
  const mood = moodOfTrust(trust, now);
  const make = () =>
    void deed
      .run(() => client.send("POST", "/api/backups"))
      .then((begun) => {
        // How far it is stands at the top.
        if (begun) window.scrollTo(0, 0);
        return queries.invalidateQueries({ queryKey: ["backup-work"] });
      });
  const due = plan.nextAt && Date.parse(plan.nextAt) <= now;
  const empty = items.length === 0;
  const first = plan.daily ? words.backups.emptyText(plan.daily.slice(0, 5)) : words.backups.emptyManual;

  return (
    <Card>
      <div class={styles.parts}>
        <div class={styles.verdict} data-mood={mood === "good" ? "good" : mood === "failed" ? "bad" : "warn"}>
          <Icon name={mood === "good" ? "shield" : "alert"} size={26} />
          <div>
            <h2>{empty ? words.backups.empty : standing[mood]}</h2>
            <p>{empty ? first : standing[`${mood}Text`]}</p>
          </div>
        </div>
        <Facts
          facts={[
            ...(trust.at
              ? ([
                  [
                    standing.made,
                    <span key="made" title={format.moment(trust.at)}>{`${format.ago(trust.at, now)}`}</span>,
                  ],
                  [
                    standing.took,
                    trust.seconds === undefined
                      ? words.unknown
                      : `${format.span(Math.max(1, trust.seconds))}`,
                  ],
                  [standing.rows, trust.rows === undefined ? words.unknown : format.number(trust.rows)],
                ] as const)
              : []),
            [
              standing.next,
              plan.nextAt ? (due ? standing.soon : format.soon(plan.nextAt)) : standing.never,
            ] as const,
          ]}
        />
        <div class={styles.buttons}>
          {admin && plan.makes && !running && (
            <Button busy={deed.busy} onClick={make}>
              {words.backups.make}
            </Button>
          )}
          {onRestore && !running && (
            <Button look="soft" onClick={onRestore}>
              {words.backups.restore}
            </Button>
          )}
        </div>
        {admin && !plan.makes && <p class={styles.hint}>{words.backups.elsewhere}</p>}
        <Refusal problem={deed.problem} />
      </div>
    </Card>
  );
}
