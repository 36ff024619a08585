import type { RefObject } from "preact";
import { useEffect, useState } from "react";
import { type Identified, idOf } from "../api/pages";

export interface Held<Item> {
  /** The rows to draw. */
  shown: Item[];
  /** How many newer rows wait above. */
  waiting: number;
  /** Shows them, at the top of the list. */
  release(): void;
}

/** While the reader has scrolled into a list, new rows wait instead of pushing the text away under the eyes. */
export function useHeld<Item extends Identified>(
  items: Item[],
  list: RefObject<HTMLElement | null>,
): Held<Item> {
  const away = useAway(list);
  const [mark, setMark] = useState<string | number | null>(null);
  const top = items[0] ? idOf(items[0]) : null;
  const wanted = away ? (mark ?? top) : null;
  if (wanted !== mark) setMark(wanted);

  const waiting =
    wanted === null
      ? 0
      : Math.max(
          0,
          items.findIndex((item) => idOf(item) === wanted),
        );
  return {
    shown: waiting > 0 ? items.slice(waiting) : items,
    waiting,
    release: () => {
      setMark(null);
      list.current?.scrollIntoView({ block: "start" });
    },
  };
}

/** Whether the top of the list has left the screen. */
function useAway(list: RefObject<HTMLElement | null>): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const look = () => setAway((list.current?.getBoundingClientRect().top ?? 0) < -8);
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [list]);
  return away;
}
