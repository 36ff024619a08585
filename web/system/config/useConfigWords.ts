import { config as english } from "../../i18n/config.en";
import { config as russian } from "../../i18n/config.ru";
import { useWords } from "../../i18n/useWords";

/** The words of this page, which come with it. */
export function useConfigWords() {
  const { language, format } = useWords();
  return { config: language === "ru" ? russian : english, format };
}
