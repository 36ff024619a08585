import { oncall as english } from "../../i18n/oncall.en";
import { oncall as russian } from "../../i18n/oncall.ru";
import { useWords } from "../../i18n/useWords";
import { useSystemWords } from "../useSystemWords";

/** The words of who is called, with those they are built of. */
export function useOnCallWords() {
  const { words } = useWords();
  const system = useSystemWords();
  return { ...system, words, oncall: system.language === "ru" ? russian : english };
}
