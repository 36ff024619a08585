import { createContext } from "preact";
import { useContext } from "react";
import type { Language } from "../api/types";
import { en, type Words } from "./en";
import { type Format, formatOf } from "./format";
import { ru } from "./ru";

export interface Speech {
  language: Language;
  words: Words;
  format: Format;
}

export function speechOf(language: Language): Speech {
  return { language, words: language === "ru" ? ru : en, format: formatOf(language) };
}

export const SpeechContext = createContext<Speech>(speechOf("en"));

/** The words and formats of the reader's language. */
export function useWords(): Speech {
  return useContext(SpeechContext);
}
