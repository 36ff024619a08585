import { useRef } from "react";
import { haptic } from "../telegram/telegram";

const LONG = 450;
const STILL = 8;

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
    onClickCapture: (event: MouseEvent) => {
      if (!fired.current) return;
      fired.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      end();
      if (!fired.current) onLong();
    },
  };
}
