import type { Language } from "../api/types";

/** Choices kept on this device. Storage may be refused (a frame, a private window): then they last for the visit. */

export type Theme = "system" | "light" | "dark";

function read(name: string): string | null {
  try {
    return localStorage.getItem(`berry.${name}`);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`berry.${name}`, value);
  } catch {
    // The choice holds until the page is closed.
  }
}

export function chosenLanguage(): Language | null {
  const language = read("language");
  return language === "ru" || language === "en" ? language : null;
}

export function chooseLanguage(language: Language): void {
  write("language", language);
}

export function chosenTheme(): Theme {
  const theme = read("theme");
  return theme === "light" || theme === "dark" ? theme : "system";
}

/** Applies a theme of the plain browser and remembers it. */
export function chooseTheme(theme: Theme): void {
  write("theme", theme);
  wearTheme(theme);
}

const night = window.matchMedia("(prefers-color-scheme: dark)");
let worn: Theme = "system";
night.addEventListener("change", () => worn === "system" && wearTheme("system"));

/** Puts a theme on the page; "system" follows the system from then on. */
export function wearTheme(theme: Theme): void {
  worn = theme;
  document.documentElement.dataset.scheme = theme === "system" ? (night.matches ? "dark" : "light") : theme;
  themeChanged();
}

/** Tells whoever paints by hand (the canvas chart) that the colours are others now. */
export function themeChanged(): void {
  window.dispatchEvent(new Event("berry-theme"));
}

/** The language to speak before the server has said which the person prefers. */
export function guessedLanguage(codes: readonly string[]): Language {
  const first = codes.find((code) => code !== "") ?? "en";
  return /^(ru|be|uk|kk|ky|uz|tg|tt)\b/i.test(first) ? "ru" : "en";
}
