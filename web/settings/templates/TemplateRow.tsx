import type { Template } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Icon } from "../../ui/icons";
import team from "../team/Team.module.css";
import styles from "./Templates.module.css";

/** A template by its name and how it begins. */
export function TemplateRow({ template, onOpen }: { template: Template; onOpen(): void }) {
  const { language } = useWords();
  const { texts } = template;
  const missing = (["ru", "en"] as const).filter((one) => !texts[one]);
  return (
    <button type="button" class={team.row} onClick={onOpen}>
      <span class={team.who}>
        <span class={styles.name}>/{template.name}</span>
        <br />
        <span class={styles.line}>{texts[language] ?? texts.ru ?? texts.en}</span>
      </span>
      {missing.length === 1 && <span class={styles.only}>{texts.ru ? "RU" : "EN"}</span>}
      <span class={team.next}>
        <Icon name="next" size={18} />
      </span>
    </button>
  );
}
