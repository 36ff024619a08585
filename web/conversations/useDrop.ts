import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "react";

/** Whether files hang over an element; dropped there they are handed on. */
export function useDrop(place: RefObject<HTMLElement | null>, dropped: (files: FileList) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(dropped);
  latest.current = dropped;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    element.addEventListener(
      "dragover",
      (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      },
      options,
    );
    element.addEventListener(
      "dragleave",
      (event) => {
        if (!element.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      options,
    );
    element.addEventListener(
      "drop",
      (event) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer?.files.length) latest.current(event.dataTransfer.files);
      },
      options,
    );
    return () => stop.abort();
  }, [place]);
  return over;
}
