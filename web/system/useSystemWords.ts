import type { Language } from "../api/types";
import { alerts as alertsEn } from "../i18n/alerts.en";
import { alerts as alertsRu } from "../i18n/alerts.ru";
import type { Format } from "../i18n/format";
import { health as healthEn } from "../i18n/health.en";
import { health as healthRu } from "../i18n/health.ru";
import { useWords } from "../i18n/useWords";
import { type FigureFormat, figuresOf } from "./figures";

export type HealthWords = typeof healthEn;
export type AlertWords = typeof alertsEn;

export interface SystemSpeech {
  language: Language;
  health: HealthWords;
  alerts: AlertWords;
  format: Format;
  figures: FigureFormat;
}

/** The words of Health and Alerts. Most people never open these, so they are not among the first screen's words. */
export function systemSpeechOf(language: Language, format: Format): SystemSpeech {
  const russian = language === "ru";
  return {
    language,
    health: russian ? healthRu : healthEn,
    alerts: russian ? alertsRu : alertsEn,
    format,
    figures: figuresOf(language),
  };
}

export function useSystemWords(): SystemSpeech {
  const { language, format } = useWords();
  return systemSpeechOf(language, format);
}
