import { useQueryClient } from "@tanstack/react-query";
import { escalation } from "../../api/incidents";
import type { Duty, Escalation } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { contactsOf, duties } from "./duties";
import styles from "./OnCall.module.css";
import { Switch } from "./Switch";
import { useOnCallWords } from "./useOnCallWords";

/** Whether the contacts of a role take turns by the week. */
export function Rotation({ known, mayChange }: { known: Escalation; mayChange: boolean }) {
  const { client, renew } = useBerry();
  const { oncall: words } = useOnCallWords();
  const queries = useQueryClient();
  const deed = useDeed();
  const { queryKey } = escalation(client);
  const turn = async (duty: Duty, on: boolean) => {
    const rotation = { ...known.rotation, [duty]: on };
    queries.setQueryData(queryKey, { ...known, rotation });
    if (!(await deed.run(() => client.send("PUT", "/api/escalation/rotation", rotation))))
      queries.setQueryData(queryKey, known);
    await renew("incidents");
  };
  return (
    <Card title={words.rotation}>
      <p class={styles.hint}>{words.rotationText}</p>
      <ul class={styles.lines}>
        {duties.map((duty) => {
          const alone = contactsOf(known, duty).length < 2;
          const text = (
            <>
              {words.duty[duty]}
              {alone && <small class={styles.hint}>{words.rotationAlone}</small>}
            </>
          );
          return (
            <li key={duty}>
              {mayChange ? (
                <Switch
                  label={words.rotationOf(words.duty[duty])}
                  on={known.rotation[duty]}
                  onChange={(on) => void turn(duty, on)}
                >
                  {text}
                </Switch>
              ) : (
                <p class={styles.fixed}>
                  <span class={styles.body}>{text}</span>
                  <Icon name={known.rotation[duty] ? "check" : "close"} size={18} />
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <Refusal problem={deed.problem} />
    </Card>
  );
}
