import type { Template } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Sheet } from "../../ui/Sheet";
import { Preview } from "./Preview";
import styles from "./Templates.module.css";
import { WrittenBy } from "./WrittenBy";

/** A template for those who only use it. */
export function TemplateReader({ template, onClose }: { template: Template; onClose(): void }) {
  const { words } = useWords();
  const { ru, en } = template.texts;
  return (
    <Sheet title={`/${template.name}`} onClose={onClose}>
      <div class={styles.parts}>
        {ru && <Preview title={words.templates.language.ru} text={ru} />}
        {en && <Preview title={words.templates.language.en} text={en} />}
        <WrittenBy template={template} />
      </div>
    </Sheet>
  );
}
