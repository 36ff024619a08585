import type { Overview } from "../api/types";
import { useWords } from "../i18n/useWords";
import { RankedList } from "./RankedList";

/** What else came, as information; nothing at all where nothing did. */
export function OtherList({ others }: { others: Overview["lists"]["others"] }) {
  const { words, format } = useWords();
  if (others.length === 0) return null;
  const names: Record<string, string> = words.overview.other;
  return (
    <RankedList
      title={words.overview.others}
      empty=""
      entries={others.map(({ name, count }) => ({
        name: names[name] ?? name,
        value: count,
        label: format.number(count),
      }))}
    />
  );
}
