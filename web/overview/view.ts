import type { DataKind, Range } from "../api/types";
import { usePlace } from "../app/useBerry";

export const ranges: Range[] = ["24h", "7d", "30d", "90d", "12mo", "all"];

export type ChartKind = "messages" | "people";

export interface View {
  range: Range;
  data: DataKind;
  chart: ChartKind;
}

/** What the Overview is asked to show; it lives in the place, so links and "back" bring it again. */
export function useView(): View {
  const { parameters } = usePlace();
  return {
    range: ranges.find((range) => range === parameters.range) ?? "7d",
    data: parameters.data === "demo" ? "demo" : "real",
    chart: parameters.chart === "people" ? "people" : "messages",
  };
}
