import { useEffect, useRef, useState } from "react";
import styles from "../charts/Frame.module.css";
import { sideOf, useCanvas } from "../charts/useCanvas";
import { useWords } from "../i18n/useWords";
import { Skeleton } from "../ui/Skeleton";
import { bucketName, bucketTitle } from "./bucketNames";
import type { Curves } from "./curves";

const load = () => import("./plot");

/** The canvas of the main chart with the values under the pointer. The plotting library comes when first needed. */
export function PlotFrame({ curves, summary }: { curves: Curves; summary: string }) {
  const { words, format } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [library, theme] = useCanvas(load);
  const [point, setPoint] = useState<{ index: number; left: number } | null>(null);

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
