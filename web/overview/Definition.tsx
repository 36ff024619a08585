import type { TileName } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Prose } from "../ui/Prose";
import { Sheet } from "../ui/Sheet";

interface Properties {
  name: TileName;
  limitMinutes: number;
  onClose(): void;
}

/** What a number counts, what it leaves out, and whose days it means. */
export function Definition({ name, limitMinutes, onClose }: Properties) {
  const { words } = useWords();
  return (
    <Sheet title={words.overview.tile[name]} onClose={onClose}>
      <Prose>{words.overview.define[name](limitMinutes)}</Prose>
      <Prose>{words.overview.zone(Intl.DateTimeFormat().resolvedOptions().timeZone)}</Prose>
    </Sheet>
  );
}
