import type { Language, Template } from "../api/types";

/** A template in one language, ready to be chosen. */
export interface Offer {
  name: string;
  language: Language;
  text: string;
}

/** What is being looked for when a text begins with `/`; null when it is no such text. */
export function wanted(text: string): string | null {
  return /^\/([^\s/]*)$/u.exec(text)?.[1] ?? null;
}

/**
 * The templates that fit, those in the person's language first, then by name. A word matches the beginning of a name
 * before anything inside of it or of the text.
 */
export function offers(templates: Template[], word: string, language: Language): Offer[] {
  const sought = word.toLowerCase();
  const rank = ({ name, text }: Offer) =>
    name.toLowerCase().startsWith(sought)
      ? 0
      : name.toLowerCase().includes(sought)
        ? 1
        : text.toLowerCase().includes(sought)
          ? 2
          : 3;
  return templates
    .flatMap(({ name, texts }) =>
      (["ru", "en"] as const).flatMap((spoken) => {
        const text = texts[spoken];
        return text ? [{ name, language: spoken, text }] : [];
      }),
    )
    .filter((offer) => rank(offer) < 3)
    .sort(
      (one, other) =>
        Number(one.language !== language) - Number(other.language !== language) ||
        rank(one) - rank(other) ||
        one.name.localeCompare(other.name),
    );
}

/** Puts the person's name where a template leaves room for it; without a name the comma before it goes too. */
export function filled(text: string, name: string): string {
  if (name !== "") return text.replaceAll("{name}", () => name);
  return text.replaceAll(/,?\s*\{name\}/gu, "");
}
