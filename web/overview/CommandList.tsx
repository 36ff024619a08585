import type { Overview } from "../api/types";
import { useWords } from "../i18n/useWords";
import { RankedList } from "./RankedList";

/** Which commands and buttons people use. */
export function CommandList({ commands }: { commands: Overview["lists"]["commands"] }) {
  const { words, format } = useWords();
  const names: Record<string, string> = {
    buttons: words.overview.buttons,
    other: words.overview.otherCommands,
  };
  return (
    <RankedList
      title={words.overview.commands}
      empty={words.overview.commandsEmpty}
      entries={commands.map(({ name, count }) => ({
        name: names[name] ?? name,
        value: count,
        label: format.number(count),
      }))}
    />
  );
}
