import { useEffect, useRef } from "react";

interface Keys {
  reply(): void;
  done(): void;
}

/** `r` answers the person's newest message, `e` is done. By place on the keyboard, so that any layout has them. */
export function useTalkKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]")) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.matches("input, textarea, select, audio, video")) return;
      if (event.code === "KeyR") latest.current.reply();
      // A row of the list in focus is what is meant, whichever conversation stands beside it.
      else if (event.code === "KeyE" && !target?.closest("[data-chat]")) latest.current.done();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
