import { useEffect, useRef } from "react";

/** Does something to the row of a chat, null when no row is in focus; false leaves the key to the open conversation. */
type Deed = (chatId: number | null) => boolean;

/** `e` and `x` act on the row in focus, or on the rows chosen. */
export function useInboxKeys(keys: Record<"KeyE" | "KeyX", Deed>) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.code !== "KeyE" && event.code !== "KeyX") return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      // A tick box takes no letters, so a chosen row may be acted on from it.
      if (target?.matches("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      if (document.querySelector("dialog[open]")) return;
      const focused = target?.closest<HTMLElement>("[data-chat]")?.dataset.chat;
      if (latest.current[event.code](focused === undefined ? null : Number(focused))) event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

/** Where the focus goes when a row leaves: to the next one, so that `e` `e` `e` empties a list. */
export function focusAfter(chatId: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = rows.findIndex(
    (row) => row.closest<HTMLElement>("[data-chat]")?.dataset.chat === String(chatId),
  );
  if (at < 0 || !rows[at]?.closest("[data-chat]")?.contains(document.activeElement)) return;
  (rows[at + 1] ?? rows[at - 1])?.focus();
}
