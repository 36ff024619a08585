import type { RefObject } from "preact";
import { useLayoutEffect } from "react";

/** A keyboard takes more than this; the bars of a browser take less. */
const KEYBOARD = 120;

/**
 * Fits an element into what is visible: above the keyboard, wherever the browser has moved the page. The layout
 * viewport knows nothing of the keyboard on iOS and in web views.
 */
export function useRoom(place: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const view = window.visualViewport;
    const element = place.current;
    if (!view || !element) return;
    const settle = () => {
      // Enlarged with two fingers the view is smaller for another reason.
      if (view.scale > 1.01) return;
      element.style.setProperty("--room", `${view.height}px`);
      element.style.setProperty("--room-top", `${view.offsetTop}px`);
      element.dataset.keyboard = String(window.innerHeight - view.height > KEYBOARD);
    };
    settle();
    view.addEventListener("resize", settle);
    view.addEventListener("scroll", settle);
    return () => {
      view.removeEventListener("resize", settle);
      view.removeEventListener("scroll", settle);
    };
  }, [place]);
}
