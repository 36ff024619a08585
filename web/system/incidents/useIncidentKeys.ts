import { useEffect, useRef } from "react";
import { useHelpKeys } from "../../app/helpKeys";
import { useIncidentWords } from "./useIncidentWords";

interface Keys {
  /** @param incident of the row in focus; null: of none. False leaves the key alone. */
  acknowledge(incident: number | null): boolean;
  close(incident: number | null): boolean;
}

/** `a` takes an incident on, `e` ends it. By place on the keyboard, so that any layout has them. */
export function useIncidentKeys(keys: Keys): void {
  const { incidents } = useIncidentWords();
  useHelpKeys([
    [["a"], incidents.keys.ack],
    [["e"], incidents.keys.close],
  ]);
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // `g a` leads to another screen.
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (document.querySelector("dialog[open]")) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      // A tick box takes no letters.
      if (target?.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      const row = target?.closest<HTMLElement>("[data-incident]")?.dataset.incident;
      const incident = row === undefined ? null : Number(row);
      const done =
        event.code === "KeyA"
          ? latest.current.acknowledge(incident)
          : event.code === "KeyE" && latest.current.close(incident);
      if (done) event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}
