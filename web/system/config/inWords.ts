import type { Check, Language } from "../../api/types";
import { doctor } from "../../i18n/doctor.ru";

/** What the doctor found, as it stands on the screen; `lang` is that of each text. */
export interface Told {
  name: string;
  why: string;
  whyLang: Language;
  fix: string | undefined;
  fixLang: Language;
}

/** The server says it in English. What a newer server says and nobody has put into words yet stays as it is. */
export function inWords({ check, why, fix }: Check, language: Language): Told {
  if (language !== "ru") return { name: check, why, whyLang: "en", fix, fixLang: "en" };
  const said = translated(why);
  const advice = fix === undefined ? undefined : translated(fix);
  return {
    name: doctor.names[check] ?? check,
    why: said ?? why,
    whyLang: said === undefined ? "en" : "ru",
    fix: advice ?? fix,
    fixLang: advice === undefined ? "en" : "ru",
  };
}

/** The values of a sentence are where its asterisks are; in the other language, where their numbers are. */
function translated(text: string): string | undefined {
  for (const [english, russian] of sentences) {
    const found = english.exec(text);
    if (found) return russian.replace(/\{(\d)\}/g, (_, place) => found[Number(place)] ?? "");
  }
  return undefined;
}

const sentences = Object.entries(doctor.sentences).map(
  ([english, russian]) =>
    [
      new RegExp(
        `^${english
          .split("*")
          .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
          .join("(.*)")}$`,
        "s",
      ),
      russian,
    ] as const,
);
