import uPlot from "uplot";
import { timeSplits, valueSplits } from "./axis";
import {
  type Colors,
  colors,
  fitting,
  type OnPoint,
  type Plot,
  pointed,
  shade,
  sizeOfLabels,
} from "./canvas";
import type { Course, Courses } from "./courses";
import type { MarkPlace } from "./marks";

/** All a chart over time is drawn of. */
export interface TimePicture {
  courses: Courses;
  from: number;
  to: number;
  top: number;
  threshold: number | null;
  marks: MarkPlace[];
  /** Where it leads to: from the last known value, dashed. */
  forecast: Course | null;
  clock(seconds: number): string;
  figure(value: number): string;
}

/** Dash patterns beside colours, so that lines can be told apart without them. */
const dashes = [[], [], [7, 3], [2, 3]];

/** Draws lines over time with a threshold and marks. A gap stays a gap. */
export function drawTimes(element: HTMLElement, picture: TimePicture, onPoint: OnPoint): Plot {
  const color = colors();
  const palette = [color.first, color.second, color.third, color.fourth];
  const { courses, forecast } = picture;
  const lines = courses.lines.map((_, index): uPlot.Series => {
    const stroke = palette[index % palette.length] ?? color.first;
    const lone = courses.lines.length === 1;
    return {
      stroke,
      width: 1.75,
      dash: dashes[index % dashes.length] ?? [],
      ...(lone ? { fill: (self: uPlot) => shade(self, stroke) } : {}),
    };
  });
  const plot = new uPlot(
    {
      width: element.clientWidth,
      height: element.clientHeight,
      padding: [14, 12, 0, 0],
      legend: { show: false },
      cursor: {
        x: true,
        y: false,
        drag: { setScale: false, x: false, y: false },
        points: { size: 8, width: 2 },
        sync: { key: "figures", setSeries: false },
      },
      scales: {
        x: { time: true, range: () => [picture.from, picture.to] },
        y: { range: () => [0, picture.top] },
      },
      axes: axesOf(picture, color, element),
      series: [{}, ...lines, ...(forecast ? [dashed(color)] : [])],
      hooks: {
        drawAxes: [(self) => drawMarks(self, picture, color)],
        draw: [(self) => drawThreshold(self, picture, color)],
        setCursor: [pointed(onPoint)],
      },
    },
    [courses.at, ...courses.lines.map(({ values }) => values), ...(forecast ? [forecast.values] : [])],
    element,
  );
  return fitting(plot, element, onPoint);
}

function dashed(color: Colors): uPlot.Series {
  return { stroke: color.hint, width: 1.75, dash: [5, 5], spanGaps: true, points: { show: false } };
}

function axesOf(picture: TimePicture, color: Colors, element: HTMLElement): uPlot.Axis[] {
  const shared = { stroke: color.hint, font: color.font, gap: 8, ticks: { show: false } };
  // Larger letters need more room, whatever made them large.
  const letter = Number.parseFloat(color.font.split(" ")[1] ?? "12");
  return [
    {
      ...shared,
      size: 12 + letter * 1.5,
      grid: { show: false },
      splits: () => timeSplits(picture.from, picture.to, Math.max(2, element.clientWidth / (letter * 6.5))),
      values: (_, splits) => splits.map(picture.clock),
    },
    {
      ...shared,
      size: sizeOfLabels,
      grid: { stroke: color.line, width: 1 },
      splits: () => valueSplits(picture.top, Math.max(2, Math.min(5, element.clientHeight / (letter * 4)))),
      values: (_, splits) => splits.map(picture.figure),
    },
  ];
}

/** A dashed line at the threshold with its value; when it lies above the picture, an arrow at the top points there. */
function drawThreshold(plot: uPlot, { threshold, top, figure }: TimePicture, color: Colors): void {
  if (threshold === null || threshold <= 0) return;
  const { ctx, bbox } = plot;
  const beyond = threshold > top;
  const y = beyond ? bbox.top : plot.valToPos(threshold, "y", true);
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = color.font.replace(/([\d.]+)px/, (_, size) => `${Number(size) * 0.92 * ratio}px`);
  ctx.fillStyle = color.danger;
  ctx.strokeStyle = color.danger;
  ctx.lineWidth = 1.25 * ratio;
  if (!beyond) {
    ctx.setLineDash([4 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  const text = beyond ? `↑ ${figure(threshold)}` : figure(threshold);
  ctx.textAlign = "right";
  ctx.textBaseline = beyond ? "top" : "bottom";
  // A border of the surface keeps the value legible on a line that runs behind it.
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  ctx.lineWidth = 4 * ratio;
  ctx.strokeStyle = color.surface;
  const [x, baseline] = [bbox.left + bbox.width - 2 * ratio, y - (beyond ? 0 : 3 * ratio)];
  ctx.strokeText(text, x, baseline);
  ctx.fillText(text, x, baseline);
  ctx.restore();
}

/** A thin upright line with a head; an alert's is red and pointed, others are round. */
function drawMarks(plot: uPlot, { marks, from, to }: TimePicture, color: Colors): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  for (const place of marks) {
    if (place.at < from || place.at > to) continue;
    const x = Math.round(plot.valToPos(place.at, "x", true)) + 0.5;
    const alert = place.kinds.includes("alert");
    ctx.strokeStyle = alert ? color.danger : color.hint;
    ctx.fillStyle = ctx.strokeStyle;
    ctx.globalAlpha = 0.5;
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.globalAlpha = 1;
    const size = 3.5 * ratio;
    const foot = bbox.top + bbox.height;
    ctx.beginPath();
    if (alert) {
      ctx.moveTo(x, foot - 2 * size);
      ctx.lineTo(x + size * 1.2, foot);
      ctx.lineTo(x - size * 1.2, foot);
    } else ctx.arc(x, foot - size, size, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.restore();
}
