import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 1_200;
const AT_END = 48;

interface Wishes {
  /** Changes when another part of the conversation is shown. */
  place: string;
  ready: boolean;
  /** Whether the last message here is the newest of all. */
  complete: boolean;
  /** Where to begin: a message, else the end. */
  begin: string | undefined;
  /** `begin` goes to the middle of the screen, not to its top. */
  centred: boolean;
  older(): void;
  newer(): void;
}

export interface ThreadScroll {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Whether the reader is at the newest message. */
  pinned: boolean;
  /** The message in view, for who wants to renew it. */
  anchor(): string | undefined;
  toEnd(): void;
}

/**
 * Keeps what is read under the eyes, whatever is loaded above or grows below; at the end it follows the newest.
 * By hand, because not every browser anchors by itself and two who anchor would both correct.
 */
export function useThreadScroll(wishes: Wishes): ThreadScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const anchor = useRef<{ id: string; top: number } | null>(null);
  const follow = useRef(true);
  const begun = useRef<string | null>(null);
  const latest = useRef(wishes);
  latest.current = wishes;
  const [pinned, setPinned] = useState(true);

  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || begun.current === null) return;
    const left = box.scrollHeight - box.scrollTop - box.clientHeight;
    follow.current = left < AT_END && latest.current.complete;
    setPinned(follow.current);
    anchor.current = firstInView(box);
    if (box.scrollTop < NEAR) latest.current.older();
    if (left < NEAR) latest.current.newer();
  }, []);

  const restore = useCallback(() => {
    const box = scroller.current;
    const { place, ready, begin, centred } = latest.current;
    if (!box || !ready) return;
    if (begun.current !== place) {
      begun.current = place;
      const first = begin ? messageIn(box, begin) : null;
      follow.current = first === null;
      if (first) {
        const { top, height } = first.getBoundingClientRect();
        const offset = centred ? Math.max(60, (box.clientHeight - height) / 2) : 72;
        box.scrollTop += top - box.getBoundingClientRect().top - offset;
      }
    }
    if (follow.current) box.scrollTop = box.scrollHeight;
    else if (anchor.current) {
      const held = messageIn(box, anchor.current.id);
      if (held) {
        const moved = held.getBoundingClientRect().top - box.getBoundingClientRect().top - anchor.current.top;
        if (Math.abs(moved) > 0.5) box.scrollTop += moved;
      }
    }
    look();
  }, [look]);

  useLayoutEffect(restore);
  const { ready } = wishes;
  useEffect(() => {
    const [box, inner] = [scroller.current, content.current];
    // Drawn only once there is something to draw.
    if (!ready || !box || !inner) return;
    const watcher = new ResizeObserver(restore);
    watcher.observe(box);
    watcher.observe(inner);
    box.addEventListener("scroll", look, { passive: true });
    return () => {
      watcher.disconnect();
      box.removeEventListener("scroll", look);
    };
  }, [look, restore, ready]);

  return {
    scroller,
    content,
    pinned,
    anchor: () => (follow.current ? undefined : anchor.current?.id),
    toEnd: () => {
      follow.current = true;
      anchor.current = null;
      restore();
    },
  };
}

export function messageIn(box: ParentNode, id: string): HTMLElement | null {
  return box.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`);
}

/** By halves: there may be hundreds, and each question costs. */
function firstInView(box: HTMLElement): { id: string; top: number } | null {
  const all = box.querySelectorAll<HTMLElement>("[data-message]");
  const edge = box.getBoundingClientRect().top;
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const bottom = all[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > edge + 40) to = middle;
    else from = middle + 1;
  }
  const found = all[from];
  const id = found?.dataset.message;
  return found && id ? { id, top: found.getBoundingClientRect().top - edge } : null;
}
