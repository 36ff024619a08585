import { useEffect, useRef } from "react";
import { backButton } from "./telegram";

/** While `active`, Telegram shows its back arrow and pressing it calls `pressed`. The innermost screen wins. */
const stack: Array<() => void> = [];
let hide: (() => void) | null = null;

export function useBackButton(active: boolean, pressed: () => void): void {
  const latest = useRef(pressed);
  latest.current = pressed;
  useEffect(() => {
    if (!active) return;
    const call = () => latest.current();
    stack.push(call);
    hide ??= backButton(() => stack.at(-1)?.());
    return () => {
      stack.splice(stack.indexOf(call), 1);
      if (stack.length === 0) {
        hide?.();
        hide = null;
      }
    };
  }, [active]);
}
