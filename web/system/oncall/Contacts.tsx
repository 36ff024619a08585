import type { Duty, Escalation, OnCallContact } from "../../api/types";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { contactsOf, duties, reachOf } from "./duties";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

interface Properties {
  known: Escalation;
  onOpen(contact: OnCallContact): void;
  onEdit: ((duty: Duty) => void) | undefined;
}

/** Who is responsible, role by role, and whether a message would reach them. */
export function Contacts({ known, onOpen, onEdit }: Properties) {
  const { oncall: words } = useOnCallWords();
  return (
    <Card title={words.contacts} flush>
      <p class={styles.lead}>{words.contactsText}</p>
      {duties.map((duty) => {
        const people = contactsOf(known, duty);
        return (
          <section key={duty} class={styles.group} aria-label={words.duty[duty]}>
            <header class={styles.head}>
              <h3>
                {words.duty[duty]} <span class={styles.hint}>{words.dutyText[duty]}</span>
              </h3>
              {onEdit && (
                <Button look="plain" onClick={() => onEdit(duty)}>
                  {words.edit}
                </Button>
              )}
            </header>
            {people.length === 0 ? (
              <p class={styles.lead}>{words.contactsNone}</p>
            ) : (
              <ul class={styles.list}>
                {people.map((contact) => (
                  <Row key={contact.id} contact={contact} onOpen={() => onOpen(contact)} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </Card>
  );
}

function Row({ contact, onOpen }: { contact: OnCallContact; onOpen(): void }) {
  const { oncall: words } = useOnCallWords();
  const { reachable, name } = contact;
  return (
    <li>
      <button
        type="button"
        class={styles.row}
        data-row
        data-mood={reachable ? "good" : "bad"}
        onClick={onOpen}
      >
        <Avatar id={contact.personId ?? 0} name={name} />
        <span class={styles.body}>
          <span class={styles.name}>
            {name}
            {contact.onCall && <span class={styles.tag}>{words.onCall}</span>}
          </span>
          <span class={styles.reach}>
            <Icon name={reachable ? "check" : "close"} size={16} />
            {reachOf(contact, words)}
          </span>
        </span>
        <Icon name="next" size={18} />
      </button>
    </li>
  );
}
