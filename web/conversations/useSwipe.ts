import type { RefObject } from "preact";
import { useEffect, useRef } from "react";
import { haptic } from "../telegram/telegram";

const FAR_ENOUGH = 56;

/** Drawing an element to the right with a finger, and letting go, calls `swiped`. */
export function useSwipe(swiped: () => void): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(swiped);
  latest.current = swiped;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stop = new AbortController();
    const options = { signal: stop.signal, passive: true };
    let from: { x: number; y: number } | null = null;
    let drawn = 0;
    const settle = () => {
      if (drawn >= FAR_ENOUGH) latest.current();
      from = null;
      drawn = 0;
      element.style.transform = "";
    };
    element.addEventListener(
      "touchstart",
      ({ touches }) => {
        const [finger] = touches;
        // From the very edge the system goes back.
        from =
          touches.length === 1 && finger && finger.clientX > 24
            ? { x: finger.clientX, y: finger.clientY }
            : null;
      },
      options,
    );
    element.addEventListener(
      "touchmove",
      ({ touches }) => {
        const [finger] = touches;
        if (!from || !finger) return;
        const [dx, dy] = [finger.clientX - from.x, Math.abs(finger.clientY - from.y)];
        if (drawn === 0 && (dy > 12 || dx < 0)) {
          if (dy > 12) from = null;
          return;
        }
        if (dx < 12) return;
        const before = drawn;
        drawn = Math.min(dx - 12, FAR_ENOUGH + 16);
        if (before < FAR_ENOUGH && drawn >= FAR_ENOUGH) haptic();
        element.style.transform = `translateX(${drawn}px)`;
      },
      options,
    );
    element.addEventListener("touchend", settle, options);
    element.addEventListener(
      "touchcancel",
      () => {
        drawn = 0;
        settle();
      },
      options,
    );
    return () => stop.abort();
  }, []);
  return place;
}
