import { useRef } from "react";
import { haptic } from "../telegram/telegram";

const LONG = 450;
const STILL = 8;

/** The click of the release falls on whatever has opened under the finger, and would close a sheet by its backdrop. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  // No click came: the next touch is meant.
  const forget = () => window.removeEventListener("click", swallow, { capture: true });
  window.addEventListener("pointerdown", forget, { capture: true, once: true });
}

/** Handlers for a touch that rests on a row; the tap that would follow is swallowed. Web views have no such event. */
export function useLongPress(onLong: () => void) {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);
  const fired = useRef(false);
  const end = () => {
    clearTimeout(press.current?.timer);
    press.current = null;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      fired.current = false;
      end();
      if (event.pointerType !== "touch") return;
      const timer = setTimeout(() => {
        fired.current = true;
        swallowClick();
        haptic();
        onLong();
      }, LONG);
      press.current = { timer, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const begun = press.current;
      if (begun && Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > STILL) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      end();
      if (!fired.current) onLong();
    },
  };
}
