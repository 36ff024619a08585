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
import { type Act, ActList } from "./Acts";
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
  const choice = (colleague: Colleague): Act => ({
    icon: "person",
    face: <Avatar id={colleague.id} name={colleague.name} />,
    name: colleague.id === self.id ? inbox.me(colleague.name) : colleague.name,
    chosen: colleague.id === current,
    run: () => onChoose(colleague),
  });
  const nobody: Act = {
    icon: "close",
    face: (
      <span class={styles.blank}>
        <Icon name="close" />
      </span>
    ),
    name: inbox.nobody,
    chosen: current === null,
    run: () => onChoose(null),
  };
  return (
    <Sheet title={inbox.assignTitle} onClose={onClose}>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ staff }) => {
          const mine = staff.filter(({ id }) => id === self.id);
          const others = staff.filter(({ id }) => id !== self.id);
          return <ActList acts={[...[...mine, ...others].map(choice), nobody]} />;
        }}
      </Widget>
    </Sheet>
  );
}
