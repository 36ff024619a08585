import type uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

/** What all charts on a canvas have in common. */

export interface Plot {
  destroy(): void;
}

/** Hears which point the pointer is at, and how far from the left; null when it has gone. */
export type OnPoint = (index: number | null, left: number) => void;

const names = {
  first: "--series-1",
  second: "--series-2",
  third: "--good",
  fourth: "--warn",
  hint: "--hint",
  line: "--line",
  text: "--text",
  surface: "--surface",
  danger: "--danger",
} as const;

export type Colors = Record<keyof typeof names | "font", string>;

/** A canvas knows no custom properties: they are read once, and again when the theme changes. */
export function colors(): Colors {
  const style = getComputedStyle(document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  const size = 0.75 * Number.parseFloat(style.fontSize);
  const known = Object.entries(names).map(([name, property]) => [name, value(property)]);
  return { ...(Object.fromEntries(known) as Colors), font: `500 ${size}px ${value("--font")}` };
}

/** The soft area under a line. */
export function shade(plot: uPlot, color: string): CanvasGradient {
  const gradient = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
  gradient.addColorStop(0, `${color}47`);
  gradient.addColorStop(1, `${color}05`);
  return gradient;
}

/** As wide as the widest label of the axis. */
export function sizeOfLabels(plot: uPlot, values: string[] | null): number {
  const widths = (values ?? []).map((value) => plot.ctx.measureText(value).width / devicePixelRatio);
  return 14 + Math.max(0, ...widths);
}

export function pointed(onPoint: OnPoint): (plot: uPlot) => void {
  return (plot) => onPoint(plot.cursor.idx ?? null, (plot.cursor.left ?? 0) + plot.over.offsetLeft);
}

/** Keeps a plot as large as its element until it is taken away. */
export function fitting(plot: uPlot, element: HTMLElement, onPoint: OnPoint): Plot {
  plot.over.addEventListener("mouseleave", () => onPoint(null, 0));
  const resized = new ResizeObserver(() =>
    plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
  );
  resized.observe(element);
  return {
    destroy: () => {
      resized.disconnect();
      plot.destroy();
    },
  };
}
