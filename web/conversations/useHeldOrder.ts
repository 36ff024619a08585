import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "react";
import type { Conversation } from "../api/types";
import { type Held, hold, type Listing } from "./order";

/** A tap is a press, a release and then the click: the row must still be there for the last. */
const SETTLES = 350;

interface Properties {
  rows: Conversation[];
  /** Which list it is: another one begins in its own order. */
  view: string;
  scroller: RefObject<HTMLElement | null>;
  /** Chats acted on, which need not wait; emptied when nothing is held. */
  own: Set<number>;
  /** Another reason to hold, such as rows being chosen. */
  busy: boolean;
}

/** The rows to draw: in the order of the server, unless that would move them under a finger or away from the eyes. */
export function useHeldOrder({ rows, view, scroller, own, busy }: Properties): Held {
  const away = useAway(scroller);
  const touched = useTouched(scroller);
  const kept = useRef<{ view: string; shown: Listing[] }>({ view, shown: rows });
  const holding = (away || touched || busy) && kept.current.view === view;
  const held = holding ? hold(kept.current.shown, rows, own) : { shown: rows, waiting: 0 };
  kept.current = { view, shown: held.shown };
  useEffect(() => {
    if (!holding) own.clear();
  });
  return held;
}

/** Whether the top of the list is out of sight: it scrolls by itself beside a conversation, with the page on a phone. */
function useAway(scroller: RefObject<HTMLElement | null>): boolean {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const look = () => {
      const list = scroller.current;
      setAway(list !== null && (list.scrollTop > 8 || list.getBoundingClientRect().top < -8));
    };
    // Scrolling does not bubble; on its way down it passes here, whoever scrolls.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", look, { capture: true });
  }, [scroller]);
  return away;
}

/** Whether a finger or a mouse button is down on the list. Pointer events end when a touch begins to scroll. */
function useTouched(scroller: RefObject<HTMLElement | null>): boolean {
  const [touched, setTouched] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const down = (event: Event) => {
      if (!(event.target instanceof Node) || !scroller.current?.contains(event.target)) return;
      clearTimeout(timer);
      setTouched(true);
    };
    const up = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setTouched(false), SETTLES);
    };
    const events: Array<[string, (event: Event) => void]> = [
      ["touchstart", down],
      ["mousedown", down],
      ["touchend", up],
      ["touchcancel", up],
      ["mouseup", up],
    ];
    for (const [name, act] of events) window.addEventListener(name, act, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const [name, act] of events) window.removeEventListener(name, act);
    };
  }, [scroller]);
  return touched;
}
