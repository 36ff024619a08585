import type { MetricRange } from "../../api/types";
import { useBerry, usePlace } from "../../app/useBerry";
import type { Side } from "./plans";

export const ranges: MetricRange[] = ["1h", "6h", "24h", "7d", "30d"];

export interface FigureView {
  range: MetricRange;
  side: Side;
  /** Empty: all copies together; `*`: each; else the name of one. */
  replica: string;
  set(changes: { range?: MetricRange; side?: Side; replica?: string }): void;
}

/** Which figures are looked at. It lives in the place, so that a link or "back" brings the same view. */
export function useFigureView(): FigureView {
  const { router } = useBerry();
  const { parameters } = usePlace();
  return {
    range: ranges.find((range) => range === parameters.range) ?? "6h",
    side: parameters.side === "api" ? "api" : "webhook",
    replica: parameters.replica ?? "",
    set: ({ range, side, replica }) =>
      router.set({
        ...(range && { range: range === "6h" ? "" : range }),
        ...(side && { side: side === "webhook" ? "" : side }),
        ...(replica !== undefined && { replica }),
      }),
  };
}
