import { useState } from "react";
import type { Duty, Escalation } from "../../api/types";
import { useBerry, useSelf } from "../../app/useBerry";
import { nameOf } from "../../messages/nameOf";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { TimeField } from "../../ui/TimeField";
import { useDeed } from "../../ui/useDeed";
import { localInput, mistakeIn } from "../alerts/spans";
import { contactsOf } from "./duties";
import styles from "./OnCall.module.css";
import { endOf, type TurnSpan, turnSpans } from "./turns";
import { useOnCallWords } from "./useOnCallWords";

interface Properties {
  duty: Duty;
  known: Escalation;
  onClose(): void;
}

/** Puts somebody on call for a while: oneself first of all. */
export function TakeSheet({ duty, known, onClose }: Properties) {
  const { oncall: words, alerts, format } = useOnCallWords();
  const { client, renew } = useBerry();
  const self = useSelf();
  const me = self.id;
  const deed = useDeed();
  const named = contactsOf(known, duty).filter(({ personId }) => personId);
  // Whoever is of the team may step in, also for a role they are not named for.
  const people = named.some(({ personId }) => personId === me)
    ? named
    : [{ personId: me, name: nameOf(self) }, ...named];
  const [person, setPerson] = useState(me);
  const [span, setSpan] = useState<TurnSpan>("8h");
  const [own, setOwn] = useState(() => localInput(new Date(Date.now() + 24 * 3_600_000)));
  const [tried, setTried] = useState(false);
  const until = endOf(span, own, Date.now());
  const late = mistakeIn(until, Date.now());
  const take = async () => {
    setTried(true);
    if (!until || late) return;
    const body = { role: duty, personId: person, until: until.toISOString() };
    if (!(await deed.run(() => client.send("POST", "/api/escalation/oncall", body)))) return;
    await renew("incidents");
    onClose();
  };
  return (
    <Sheet title={words.takeTitle(words.duty[duty])} onClose={onClose}>
      <div class={styles.parts}>
        <p class={styles.hint}>{words.takeText}</p>
        <Choice
          label={words.who}
          value={String(person)}
          options={people.map(
            ({ personId, name }) =>
              [String(personId), personId === me ? words.youNamed(name) : name] as const,
          )}
          onChoose={(chosen) => setPerson(Number(chosen))}
        />
        <Choice<TurnSpan>
          label={words.forHowLong}
          value={span}
          options={turnSpans.map((one) => [one, words.spans[one]] as const)}
          onChoose={setSpan}
        />
        {span === "own" && (
          <TimeField
            label={words.untilField}
            value={own}
            wrong={tried && late ? alerts[late] : undefined}
            onInput={setOwn}
          />
        )}
        {until && !late && <p class={styles.hint}>{words.until(format.soon(until))}</p>}
        <div class={styles.buttons}>
          <Button busy={deed.busy} onClick={() => void take()}>
            {words.takeNow}
          </Button>
        </div>
        <Refusal problem={deed.problem} />
      </div>
    </Sheet>
  );
}
