import type { Language } from "../../api/types";

/** What Telegram takes as one message, in UTF-16 units as Telegram and JavaScript count. */
export const LONGEST = 4096;

export type Texts = Record<Language, string>;

/** What keeps a template from being saved. */
export type Mistake = "name" | "taken" | "none" | Language;

export function nameFits(name: string): boolean {
  return /^[\p{L}\p{N}_-]{1,32}$/u.test(name.normalize("NFC"));
}

/** @param others names of the other templates */
export function mistakesIn(name: string, texts: Texts, others: readonly string[]): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!nameFits(name)) mistakes.push("name");
  else if (others.includes(name.normalize("NFC"))) mistakes.push("taken");
  if (!texts.ru.trim() && !texts.en.trim()) mistakes.push("none");
  for (const language of ["ru", "en"] as const) {
    if (texts[language].trim().length > LONGEST) mistakes.push(language);
  }
  return mistakes;
}
