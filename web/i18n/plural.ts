import type { Language } from "../api/types";

const rules = { ru: new Intl.PluralRules("ru"), en: new Intl.PluralRules("en") };
const numbers = { ru: new Intl.NumberFormat("ru-RU"), en: new Intl.NumberFormat("en-GB") };

export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Picks the form a number asks for and writes the number in place of `#`: "# сообщения" → "2 сообщения". */
export function plural(language: Language, count: number, forms: Forms): string {
  const form = forms[rules[language].select(count)] ?? forms.other;
  return form.replace("#", numbers[language].format(count));
}
