import { useEffect, useRef, useState } from "react";
import { Skeleton } from "../ui/Skeleton";
import styles from "./Frame.module.css";
import { placeAt } from "./marks";
import type { TimePicture } from "./timePlot";
import { sideOf, useCanvas } from "./useCanvas";

const load = () => import("./timePlot");

interface Properties {
  picture: TimePicture;
  /** What the picture shows, in a sentence. */
  summary: string;
  title(seconds: number): string;
  /** Of a point nobody knows. */
  unknown: string;
}

/** The canvas of a chart over time, with the values and what happened under the pointer. */
export function TimeFrame({ picture, summary, title, unknown }: Properties) {
  const frame = useRef<HTMLDivElement>(null);
  const [library, theme] = useCanvas(load);
  const [point, setPoint] = useState<{ index: number; left: number } | null>(null);

  // A changed theme is a reason to draw anew, too.
  useEffect(() => {
    if (!library || !frame.current) return;
    const plot = library.drawTimes(frame.current, picture, (index, left) =>
      setPoint(index === null ? null : { index, left }),
    );
    return plot.destroy;
  }, [library, picture, theme]);

  const { courses, forecast, marks } = picture;
  const at = point === null ? undefined : courses.at[point.index];
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? unknown : picture.figure(value);
  const happened = at === undefined ? null : placeAt(marks, at, (picture.to - picture.from) / 60);
  return (
    <div class={`${styles.place} ${styles.low}`}>
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
          <p>{title(at)}</p>
          {courses.lines.map(({ name, values }, index) => (
            <p key={name} data-series={index + 1}>
              {name} <b>{cell(values[point.index])}</b>
            </p>
          ))}
          {typeof forecast?.values[point.index] === "number" &&
            courses.lines[0]?.values[point.index] === null && (
              <p>
                {forecast.name} <b>{cell(forecast.values[point.index])}</b>
              </p>
            )}
          {happened?.marks.slice(0, 3).map((mark) => (
            <p key={mark.at + mark.text} class={styles.happened}>
              {mark.text}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
