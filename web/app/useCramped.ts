import { type RefObject, useLayoutEffect, useState } from "react";

/** Left and right of a name. */
const EDGE = 4;

/**
 * Whether a name in a bar of equal parts would be cut, as with large letters on a phone. The names are marked with
 * `data-name`; they are measured by what they need, so it does not matter how they are shown now.
 */
export function useCramped(bar: RefObject<HTMLElement | null>, parts: number): boolean {
  const [cramped, setCramped] = useState(false);
  useLayoutEffect(() => {
    const list = bar.current;
    if (!list) return;
    const names = [...list.querySelectorAll("[data-name]")];
    const measure = () => {
      const room = list.clientWidth / names.length - EDGE;
      setCramped(names.some((name) => name.scrollWidth > room));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    for (const element of [list, ...names]) watcher.observe(element);
    return () => watcher.disconnect();
  }, [bar, parts]);
  return cramped;
}
