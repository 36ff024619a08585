import type { RefObject } from "preact";
import { useEffect, useState } from "react";

/**
 * Whether an element is in view or nearly so.
 *
 * @param scroller what scrolls; null for the page
 */
export function useNear(
  element: RefObject<HTMLElement | null>,
  scroller: HTMLElement | null,
  margin: number,
  first = false,
): boolean {
  const [near, setNear] = useState(first);
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root: scroller,
      rootMargin: `${margin}px 0px`,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, scroller, margin]);
  return near;
}
