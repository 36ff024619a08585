import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { team } from "../../api/queries";
import type { Duty, Escalation } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { nameOf } from "../../messages/nameOf";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { Widget } from "../../ui/Widget";
import { contactsOf, duties, earlier } from "./duties";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

interface Properties {
  duty: Duty;
  known: Escalation;
  onClose(): void;
}

/** Who is responsible for a role, in the order of their turns: people of the team, and who is a contact already. */
export function EditSheet({ duty, known, onClose }: Properties) {
  const { client, renew } = useBerry();
  const { oncall: words } = useOnCallWords();
  const staff = useQuery(team(client));
  const deed = useDeed();
  const [chosen, setChosen] = useState(() => idsOf(known, duty));
  const save = async () => {
    const body = Object.fromEntries(duties.map((one) => [one, one === duty ? chosen : idsOf(known, one)]));
    if (!(await deed.run(() => client.send("PUT", "/api/escalation/contacts", body)))) return;
    await renew("incidents");
    onClose();
  };

  return (
    <Sheet title={words.editTitle(words.duty[duty])} onClose={onClose}>
      <Widget query={staff} skeleton={<RowsSkeleton rows={4} />}>
        {({ items }) => {
          const names = new Map<number, string>([
            ...items.map((one) => [one.id, one.name ?? nameOf(one)] as const),
            ...known.contacts.flatMap(({ personId, name }) => (personId ? [[personId, name] as const] : [])),
          ]);
          const ordered = [...chosen, ...[...names.keys()].filter((id) => !chosen.includes(id))];
          return (
            <div class={styles.parts}>
              <p class={styles.hint}>{names.size > 0 ? words.editText : words.editNobody}</p>
              <ul>
                {ordered.map((id) => {
                  const name = names.get(id) ?? String(id);
                  const place = chosen.indexOf(id);
                  return (
                    <li key={id} class={styles.pick}>
                      <label>
                        <input
                          type="checkbox"
                          checked={place >= 0}
                          onChange={({ currentTarget }) =>
                            setChosen(
                              currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
                            )
                          }
                        />
                        <span>{name}</span>
                      </label>
                      {place > 0 && (
                        <button
                          type="button"
                          aria-label={words.earlier(name)}
                          onClick={() => setChosen(earlier(chosen, id))}
                        >
                          <Icon name="up" />
                        </button>
                      )}
                    </li>
                  );
                })}
              </ul>
              <div class={styles.buttons}>
                <Button busy={deed.busy} onClick={() => void save()}>
                  {words.save}
                </Button>
              </div>
              <Refusal problem={deed.problem} />
            </div>
          );
        }}
      </Widget>
    </Sheet>
  );
}

/** The owner who stands in where nobody is named is not named by that. */
function idsOf(known: Escalation, duty: Duty): number[] {
  return contactsOf(known, duty).flatMap(({ personId, source }) =>
    personId && source !== "owner" ? [personId] : [],
  );
}
