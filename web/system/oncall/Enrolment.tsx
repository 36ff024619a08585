import { useState } from "react";
import type { InvitationLink, OnCallContact } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { sharePath } from "../../settings/team/links";
import { openTelegramLink } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { TextField } from "../../ui/TextField";
import { useDeed } from "../../ui/useDeed";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

/** The link by which somebody becomes this contact: only who has pressed Start can be written to. */
export function Enrolment({ contact }: { contact: OnCallContact }) {
  const { client, renew } = useBerry();
  const { oncall: words, words: common, format } = useOnCallWords();
  const deed = useDeed();
  const [made, setMade] = useState<InvitationLink | null>(null);
  const [copied, setCopied] = useState(false);
  const make = () =>
    deed.run(async () => {
      setMade(await client.send<InvitationLink>("POST", `/api/escalation/contacts/${contact.id}/link`));
      setCopied(false);
      await renew("incidents");
    });
  return (
    <section class={styles.part}>
      <h3>{words.link}</h3>
      <p class={styles.hint}>{words.linkText}</p>
      {made && (
        <>
          <TextField
            label={words.link}
            value={made.link}
            readOnly
            hint={words.linkUntil(format.moment(made.expiresAt))}
            onInput={() => {}}
          />
          <div class={styles.buttons} aria-live="polite">
            <Button onClick={() => void copyText(made.link).then(setCopied)}>
              <Icon name={copied ? "check" : "copy"} />
              {copied ? common.team.copied : common.team.copy}
            </Button>
            <Button look="soft" onClick={() => openTelegramLink(sharePath(made.link, words.linkShare))}>
              <Icon name="share" />
              {common.team.share}
            </Button>
          </div>
        </>
      )}
      {!made && (
        <div class={styles.buttons}>
          <Button look={contact.personId ? "soft" : "primary"} busy={deed.busy} onClick={() => void make()}>
            {words.linkMake}
          </Button>
        </div>
      )}
      <Refusal problem={deed.problem} />
    </section>
  );
}
