import type { Duty, Escalation, OnCallTurn } from "../../api/types";
import { useBerry, useSelf } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { duties } from "./duties";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

/** Who is called first at this moment, role by role. */
export function Now({ known, onTake }: { known: Escalation; onTake(duty: Duty): void }) {
  const { oncall: words } = useOnCallWords();
  return (
    <Card title={words.now} flush>
      <ul class={styles.list}>
        {duties.map((duty) => (
          <Turn
            key={duty}
            duty={duty}
            turn={known.onCall.find(({ role }) => role === duty)}
            onTake={() => onTake(duty)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface TurnProperties {
  duty: Duty;
  turn: OnCallTurn | undefined;
  onTake(): void;
}

function Turn({ duty, turn, onTake }: TurnProperties) {
  const { oncall: words, format } = useOnCallWords();
  const { client, renew } = useBerry();
  const me = useSelf().id;
  const deed = useDeed();
  const handBack = async () => {
    if (await deed.run(() => client.send("DELETE", `/api/escalation/oncall/${duty}`)))
      await renew("incidents");
  };
  const name = turn?.name ?? null;
  return (
    <li class={styles.turn}>
      <div class={styles.body}>
        <p class={styles.hint}>{words.duty[duty]}</p>
        <p class={styles.name}>
          {name ? (turn?.personId === me ? words.youNamed(name) : name) : words.nowNobody}
        </p>
        {turn && (turn.taken || turn.until) && (
          <p class={styles.hint}>
            {[turn.taken && words.takenOver, turn.until && words.until(format.soon(turn.until))]
              .filter(Boolean)
              .join(", ")}
          </p>
        )}
        <Refusal problem={deed.problem} />
      </div>
      {turn?.taken ? (
        <Button look="plain" busy={deed.busy} onClick={() => void handBack()}>
          {words.handBack}
        </Button>
      ) : (
        <Button look="plain" onClick={onTake}>
          {words.take}
        </Button>
      )}
    </li>
  );
}
