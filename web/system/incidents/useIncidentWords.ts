import type { Language } from "../../api/types";
import type { Words } from "../../i18n/en";
import { incidents as english } from "../../i18n/incidents.en";
import { incidents as russian } from "../../i18n/incidents.ru";
import { type Speech, useWords } from "../../i18n/useWords";
import { type SystemSpeech, systemSpeechOf } from "../useSystemWords";

export interface IncidentSpeech extends SystemSpeech {
  incidents: typeof english;
  words: Words;
}

/** The words of the incidents with those they are built of. */
export function incidentSpeechOf({ language, words, format }: Speech): IncidentSpeech {
  return { ...systemSpeechOf(language, format), incidents: incidentWords(language), words };
}

export function incidentWords(language: Language): typeof english {
  return language === "ru" ? russian : english;
}

export function useIncidentWords(): IncidentSpeech {
  return incidentSpeechOf(useWords());
}
