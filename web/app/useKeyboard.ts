import { useEffect, useRef } from "react";
import type { Tab } from "./tabs";
import { useBerry } from "./useBerry";

const SEQUENCE = 1_200;

/**
 * Keys for the desktop: `/` search, `g` then a letter goes to a screen, `j` and `k` walk the rows, `?` helps. Letters
 * are told by their place on the keyboard, so a Russian layout has them too.
 */
export function useKeyboard(tabs: Tab[], onHelp: () => void): void {
  const { router } = useBerry();
  const latest = useRef({ tabs, onHelp });
  latest.current = { tabs, onHelp };

  useEffect(() => {
    let goingSince = 0;
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const team = latest.current.tabs.some(({ screen }) => screen === "inbox");
      const going = event.timeStamp - goingSince < SEQUENCE;
      goingSince = 0;
      const tab = going ? latest.current.tabs.find(({ code }) => code === event.code) : undefined;
      if (tab) router.go(tab.screen);
      else if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) latest.current.onHelp();
      else if (event.key === "/" || event.code === "Slash")
        search(() => router.go(team ? "inbox" : "activity"));
      else if (event.code === "KeyG") goingSince = event.timeStamp;
      else if (event.code === "KeyJ") walk(1);
      else if (event.code === "KeyK") walk(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [router]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** Focuses the search of this screen, or of the one that has it. */
function search(go: () => void): void {
  const field = () => document.querySelector<HTMLInputElement>("[data-search]");
  if (field()) {
    field()?.focus();
    return;
  }
  go();
  // The screen appears with the next drawing.
  setTimeout(() => field()?.focus(), 50);
}

function walk(step: 1 | -1): void {
  const found = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const current = found.indexOf(document.activeElement as HTMLElement);
  const next = current < 0 ? (step > 0 ? 0 : found.length - 1) : current + step;
  found[Math.min(Math.max(next, 0), found.length - 1)]?.focus();
}
