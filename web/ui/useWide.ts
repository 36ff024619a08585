import { useSyncExternalStore } from "react";

const wide = window.matchMedia("(min-width: 900px)");

/** Whether there is room for two panes side by side; the same width at which the tabs become a rail. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener("change", changed);
      return () => wide.removeEventListener("change", changed);
    },
    () => wide.matches,
  );
}
