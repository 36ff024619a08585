import { useQuery } from "@tanstack/react-query";
import { facets } from "../api/queries";
import type { Colleague } from "../api/types";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Failure } from "../ui/Failure";
import { Acts } from "./Acts";

interface Properties {
  current: Colleague | undefined;
  onChoose(colleague: Colleague | null): void;
  onClose(): void;
}

/** Who of the team answers. */
export function OwnerSheet({ current, onChoose, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const self = useSelf();
  const query = useQuery(facets(client));
  const team = query.data?.staff ?? [];
  const mine = team.filter(({ id }) => id === self.id);
  const others = team.filter(({ id }) => id !== self.id);
  return (
    <Acts
      title={words.conversation.menu.assign}
      onClose={onClose}
      acts={[
        ...[...mine, ...others].map((colleague) => ({
          icon: "person" as const,
          name: colleague.id === self.id ? words.conversation.me(colleague.name) : colleague.name,
          chosen: colleague.id === current?.id,
          run: () => onChoose(colleague),
        })),
        {
          icon: "close",
          name: words.conversation.nobody,
          chosen: current === undefined,
          run: () => onChoose(null),
        },
      ]}
    >
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
    </Acts>
  );
}
