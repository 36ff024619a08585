import { logs as english } from "../../i18n/logs.en";
import { logs as russian } from "../../i18n/logs.ru";
import { useWords } from "../../i18n/useWords";
import { logClock } from "./logClock";

/** The words of the log, which come with its screen, and its times with seconds. */
export function useLogWords() {
  const { language, format } = useWords();
  return { logs: language === "ru" ? russian : english, format, clock: logClock(language) };
}
