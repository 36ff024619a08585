import type { Overview } from "../api/types";
import { useWords } from "../i18n/useWords";
import { RankedList } from "./RankedList";

/** Where new people came from, and how many of them were answered. */
export function SourceList({ sources }: { sources: Overview["lists"]["sources"] }) {
  const { words, format } = useWords();
  const { overview } = words;
  return (
    <RankedList
      title={overview.sources}
      empty={overview.sourcesEmpty}
      entries={sources.map(({ source, newPeople, answeredShare }) => ({
        name: source || overview.sourceDirect,
        value: newPeople,
        label: overview.newOf(newPeople),
        hint:
          answeredShare === undefined || answeredShare === null
            ? undefined
            : overview.answered(format.percent(answeredShare)),
      }))}
    />
  );
}
