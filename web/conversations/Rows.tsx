import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "react";
import { useNear } from "../ui/useNear";
import type { Listing } from "./order";
import styles from "./Rows.module.css";

const CHUNK = 40;
/** Chunks drawn before anything is known about what is in view. */
const FIRST = 2;
const ROW = 72;
const NEAR = 1_200;

interface Properties {
  rows: Listing[];
  /** What scrolls; null for the page. */
  scroller: HTMLElement | null;
  draw(chat: Listing): ComponentChildren;
}

/** The rows, of which only those near the view are in the document: a list of thousands costs as much as a short one. */
export function Rows({ rows, scroller, draw }: Properties) {
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, place) =>
    rows.slice(place * CHUNK, (place + 1) * CHUNK),
  );
  return (
    <div class={styles.rows}>
      {chunks.map((chunk, place) => (
        <Chunk key={place} scroller={scroller} size={chunk.length} first={place < FIRST}>
          {() => chunk.map(draw)}
        </Chunk>
      ))}
    </div>
  );
}

interface ChunkProperties {
  scroller: HTMLElement | null;
  size: number;
  first: boolean;
  children(): ComponentChildren;
}

/** Some rows, or room of their height while they are far away. */
function Chunk({ scroller, size, first, children }: ChunkProperties) {
  const box = useRef<HTMLUListElement>(null);
  const near = useNear(box, scroller, NEAR, first);
  const [height, setHeight] = useState(size * ROW);
  // The row in focus must not vanish under the keyboard.
  const drawn = near || box.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (drawn && box.current) setHeight(box.current.offsetHeight);
  }, [drawn]);
  return (
    <ul ref={box} style={drawn ? undefined : { height }}>
      {drawn && children()}
    </ul>
  );
}
