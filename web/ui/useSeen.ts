import { useCallback, useRef, useState } from "react";

/** A ref for an element and whether it is in view or nearly so. */
export function useSeen(): [(element: Element | null) => void, boolean] {
  const [seen, setSeen] = useState(false);
  const observer = useRef<IntersectionObserver | null>(null);
  const watch = useCallback((element: Element | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new IntersectionObserver(
      (entries) => setSeen(entries.at(-1)?.isIntersecting ?? false),
      {
        rootMargin: "600px",
      },
    );
    observer.current.observe(element);
  }, []);
  return [watch, seen];
}
