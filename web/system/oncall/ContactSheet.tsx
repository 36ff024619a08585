import { useEffect, useRef, useState } from "react";
import type { OnCallContact } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Facts } from "../../ui/Facts";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { reachOf } from "./duties";
import { Enrolment } from "./Enrolment";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

/** How often it is asked whether a test has arrived. */
const SECONDS_2 = 2_000;

interface Properties {
  contact: OnCallContact;
  mayAct: boolean;
  onClose(): void;
}

/** One contact: whether they can be reached and why not, a link to enrol them, and a test. */
export function ContactSheet({ contact, mayAct, onClose }: Properties) {
  const { oncall: words, format } = useOnCallWords();
  return (
    <Sheet title={contact.name} onClose={onClose}>
      <div class={styles.parts}>
        <Facts
          facts={[
            [words.duty[contact.role], contact.onCall ? words.onCall : words.dutyText[contact.role]],
            [words.reachTitle, reachOf(contact, words)],
            [words.testedTitle, contact.testedAt ? format.moment(contact.testedAt) : words.never],
            ...(contact.handle ? [[words.telegram, `@${contact.handle}`] as const] : []),
            [words.sourceTitle, words.source[contact.source]],
          ]}
        />
        {/* The owner who stands in for nobody has enrolled by owning the bot. */}
        {mayAct && contact.source !== "owner" && <Enrolment contact={contact} />}
        {mayAct && contact.personId && <Test contact={contact} />}
      </div>
    </Sheet>
  );
}

function Test({ contact }: { contact: OnCallContact }) {
  const { client, renew } = useBerry();
  const { oncall: words } = useOnCallWords();
  const deed = useDeed();
  const [sent, setSent] = useState(false);
  const before = useRef(contact.testedAt);
  const arrived = sent && contact.testedAt !== before.current;
  useEffect(() => {
    if (!sent || arrived) return;
    const timer = setInterval(() => void renew("incidents"), SECONDS_2);
    return () => clearInterval(timer);
  }, [sent, arrived, renew]);
  const test = async () => {
    setSent(false);
    before.current = contact.testedAt;
    setSent(await deed.run(() => client.send("POST", `/api/escalation/contacts/${contact.id}/test`)));
    await renew("incidents");
  };
  return (
    <section class={styles.part}>
      <h3>{words.test}</h3>
      <p class={styles.hint} role="status">
        {arrived && contact.reachable
          ? words.testArrived
          : sent && !arrived
            ? words.tested202
            : words.testText}
      </p>
      <div class={styles.buttons}>
        <Button look="soft" busy={deed.busy} onClick={() => void test()}>
          {words.test}
        </Button>
      </div>
      {deed.problem?.status === 429 ? (
        <p role="alert" class={styles.wrong}>
          {words.testSoon}
        </p>
      ) : (
        <Refusal problem={deed.problem} />
      )}
    </section>
  );
}
