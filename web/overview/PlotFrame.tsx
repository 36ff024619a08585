import { useEffect, useRef, useState } from "react";
import { useWords } from "../i18n/useWords";
import { Skeleton } from "../ui/Skeleton";
import { bucketName, bucketTitle } from "./bucketNames";
import type { Curves } from "./curves";
import styles from "./PlotFrame.module.css";

type Library = typeof import("./plot");

/** The canvas of the main chart with the values under the pointer. The plotting library comes when first needed. */
export function PlotFrame({ curves, summary }: { curves: Curves; summary: string }) {
  const { words, format } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [library, setLibrary] = useState<Library | null>(null);
  const [theme, setTheme] = useState(0);
  const [point, setPoint] = useState<{ index: number; left: number } | null>(null);

  useEffect(() => {
    let gone = false;
    // The axis is measured with our own font; without it the labels would be cut.
    void Promise.all([import("./plot"), document.fonts.ready]).then(
      ([loaded]) => !gone && setLibrary(loaded),
    );
    const repaint = () => setTheme((count) => count + 1);
    window.addEventListener("berry-theme", repaint);
    return () => {
      gone = true;
      window.removeEventListener("berry-theme", repaint);
    };
  }, []);

  // A changed theme is a reason to draw anew, too.
  useEffect(() => {
    if (!library || !frame.current) return;
    const plot = library.drawPlot(
      frame.current,
      curves,
      { axis: (seconds) => bucketName(curves.bucket, seconds, format), number: format.number },
      (index, left) => setPoint(index === null ? null : { index, left }),
    );
    return plot.destroy;
  }, [library, curves, format, theme]);

  const value = (values: Curves["first"], index: number) => {
    const known = values[index];
    return known === null || known === undefined ? words.unknown : format.number(known);
  };
  const at = point === null ? undefined : curves.at[point.index];
  return (
    <div class={styles.place}>
      <div ref={frame} class={styles.frame} role="img" aria-label={summary} />
      {!library && (
        <div class={styles.waiting}>
          <Skeleton height="100%" />
        </div>
      )}
      {point && at !== undefined && (
        <div
          class={styles.tip}
          style={{ left: `${point.left}px` }}
          data-side={sideOf(point.left, frame.current)}
        >
          <p>{bucketTitle(curves.bucket, at, format)}</p>
          <p data-series="1">
            {curves.firstName} <b>{value(curves.first, point.index)}</b>
          </p>
          <p data-series="2">
            {curves.secondName} <b>{value(curves.second, point.index)}</b>
          </p>
          {curves.previous && (
            <p>
              {words.overview.previous} <b>{value(curves.previous, point.index)}</b>
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function sideOf(left: number, frame: HTMLElement | null): "left" | "right" {
  return frame && left > frame.clientWidth / 2 ? "left" : "right";
}
