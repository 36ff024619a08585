import { useQuery } from "@tanstack/react-query";
import { facets } from "../api/queries";
import type { Colleague } from "../api/types";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/icons";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Sheet } from "../ui/Sheet";
import { Widget } from "../ui/Widget";
import styles from "./Options.module.css";

interface Properties {
  /** Who has it now; null for nobody, undefined where several conversations differ. */
  current: number | null | undefined;
  onChoose(colleague: Colleague | null): void;
  onClose(): void;
}

/** Who answers: me, a colleague, nobody. */
export function AssignSheet({ current, onChoose, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const self = useSelf();
  const query = useQuery(facets(client));
  const { inbox } = words;
  return (
    <Sheet title={inbox.assignTitle} onClose={onClose}>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ staff }) => {
          const mine = staff.filter(({ id }) => id === self.id);
          const others = staff.filter(({ id }) => id !== self.id);
          return (
            <ul class={styles.options}>
              {[...mine, ...others].map((colleague) => (
                <li key={colleague.id}>
                  <button
                    type="button"
                    aria-pressed={colleague.id === current}
                    onClick={() => onChoose(colleague)}
                  >
                    <Avatar id={colleague.id} name={colleague.name} />
                    <span class={styles.label}>
                      {colleague.id === self.id ? inbox.me(colleague.name) : colleague.name}
                    </span>
                    {colleague.id === current && <Icon name="check" />}
                  </button>
                </li>
              ))}
              <li>
                <button type="button" aria-pressed={current === null} onClick={() => onChoose(null)}>
                  <span class={styles.blank}>
                    <Icon name="close" />
                  </span>
                  <span class={styles.label}>{inbox.nobody}</span>
                  {current === null && <Icon name="check" />}
                </button>
              </li>
            </ul>
          );
        }}
      </Widget>
    </Sheet>
  );
}
