import uPlot from "uplot";
import {
  type Colors,
  colors,
  fitting,
  type OnPoint,
  type Plot,
  pointed,
  shade,
  sizeOfLabels,
} from "../charts/canvas";
import type { Curves } from "./curves";

/** The words a plot needs; colours it reads from the page itself. */
export interface PlotText {
  axis(seconds: number): string;
  number(value: number): string;
}

/** Draws the main chart into an element and keeps its width. `onPoint` hears which bucket the pointer is at. */
export function drawPlot(element: HTMLElement, curves: Curves, text: PlotText, onPoint: OnPoint): Plot {
  const color = colors();
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [10, curves.shape === "lines" ? 24 : 8, 0, 0],
      legend: { show: false },
      cursor: {
        x: true,
        y: false,
        drag: { setScale: false, x: false, y: false },
        points: { size: 9, fill: (_, series) => (series === 1 ? color.first : color.second), width: 2 },
      },
      scales: {
        x: { time: true, ...(curves.shape === "stack" ? { range: roomForBars(curves) } : {}) },
        // From zero, with air above, and never so fine that one message looks like a storm.
        y: { range: (_, __, most) => [0, Math.max(4, most * 1.12)] },
      },
      axes: [
        {
          stroke: color.hint,
          font: color.font,
          size: 30,
          gap: 8,
          grid: { show: false },
          ticks: { show: false },
          space: 64,
          splits: () => axisSplits(curves, element.clientWidth),
          values: (_, splits) => splits.map(text.axis),
        },
        {
          stroke: color.hint,
          font: color.font,
          size: sizeOfLabels,
          gap: 8,
          grid: { stroke: color.line, width: 1 },
          ticks: { show: false },
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6],
          space: 44,
          values: (_, splits) => splits.map(text.number),
        },
      ],
      series: [{}, ...seriesOf(curves, color)],
      hooks: {
        setCursor: [pointed(onPoint)],
      },
    },
    dataOf(curves),
    element,
  );
  return fitting(plot, element, onPoint);
}

function seriesOf(curves: Curves, color: Colors): uPlot.Series[] {
  if (curves.shape === "stack") {
    const paths = uPlot.paths.bars?.({ size: [0.62, 34], radius: 0.18 });
    const bars = { points: { show: false }, width: 0, ...(paths ? { paths } : {}) };
    // The whole is drawn first, the new people over its foot.
    return [
      { ...bars, fill: color.second },
      { ...bars, fill: color.first },
    ];
  }
  const lone = curves.at.length < 3;
  const line = (stroke: string): uPlot.Series => ({
    stroke,
    width: 2,
    points: { show: lone, size: 7, fill: stroke },
  });
  return [
    { ...line(color.first), fill: (self) => shade(self, color.first) },
    line(color.second),
    { stroke: color.hint, width: 1.5, dash: [5, 5], points: { show: false } },
  ];
}

function dataOf(curves: Curves): uPlot.AlignedData {
  if (curves.shape === "stack") {
    const whole = curves.first.map((value, index) => (value ?? 0) + (curves.second[index] ?? 0));
    return [curves.at, whole, curves.first];
  }
  return [curves.at, curves.first, curves.second, curves.previous ?? curves.at.map(() => null)];
}

/** Half a bucket at both ends, so that the outer bars are whole. */
function roomForBars({ at }: Curves): () => [number, number] {
  const first = at[0] ?? 0;
  const last = at.at(-1) ?? 0;
  const half = at.length > 1 ? ((at[1] ?? first) - first) / 2 : 43_200;
  return () => [first - half, last + half];
}

/** Labels stand at real buckets, evenly, as many as there is room for. */
function axisSplits({ at }: Curves, width: number): number[] {
  const room = Math.max(2, Math.floor(width / 78));
  const step = Math.max(1, Math.ceil(at.length / room));
  return at.filter((_, index) => index % step === 0);
}
