import type { HealthWords } from "../useSystemWords";

export type ChartName = keyof HealthWords["chart"];

/** Whose responses are looked at: those to Telegram's deliveries, or those to the dashboard. */
export type Side = "webhook" | "api";

/** What a chart shows, and how. */
export interface ChartPlan {
  name: ChartName;
  /** Metrics by the name of their line; the first is what rules judge. */
  metrics: ReadonlyArray<readonly [string, string]>;
  /** The metric whose rule's threshold is drawn. */
  judged?: string;
  /** A line where no rule draws one. */
  line?: number;
  /** All there can be; the scale reaches that far. */
  whole?: number;
  /** The scale never ends below. */
  least: number;
}

/** What Berry promises to take in a minute on a small machine. No rule fires there: more is not wrong. */
const CAPACITY = 1000;

export const figures: readonly ChartPlan[] = [
  {
    name: "requests",
    metrics: [["", "requests.perMinute"]],
    judged: "requests.perMinute",
    line: CAPACITY,
    least: 5,
  },
  {
    name: "response",
    metrics: [
      ["p95", "response.webhook.p95"],
      ["p50", "response.webhook.p50"],
      ["p99", "response.webhook.p99"],
    ],
    judged: "response.webhook.p95",
    least: 0.05,
  },
  { name: "errors", metrics: [["", "errors.share"]], judged: "errors.share", least: 0.002 },
  { name: "cpu", metrics: [["", "cpu.used"]], judged: "cpu.used", whole: 1, least: 1 },
  { name: "memory", metrics: [["", "memory.used"]], judged: "memory.used", whole: 1, least: 1 },
  { name: "disk", metrics: [["", "disk.used"]], judged: "disk.used", whole: 1, least: 1 },
  {
    name: "connections",
    metrics: [["", "database.connections.used"]],
    judged: "database.connections.used",
    whole: 1,
    least: 1,
  },
  { name: "cache", metrics: [["", "database.cache.hit"]], whole: 1, least: 1 },
  { name: "size", metrics: [["", "database.size"]], least: 1_000_000 },
];

export const moreFigures: readonly ChartPlan[] = [
  {
    name: "heap",
    metrics: [["", "heap.afterCollection"]],
    judged: "heap.afterCollection",
    whole: 1,
    least: 1,
  },
  { name: "collection", metrics: [["", "heap.collectionTime"]], judged: "heap.collectionTime", least: 0.02 },
];

/**
 * The plan for this reader: responses of the side wanted, and no more than two lines where there is little room.
 *
 * @param each whether each copy of Berry has a line of its own: then only of what rules judge
 */
export function planFor(plan: ChartPlan, side: Side, wide: boolean, each: boolean): ChartPlan {
  const turned = (metric: string) => metric.replace("response.webhook.", `response.${side}.`);
  const most = each ? 1 : wide ? 3 : 2;
  return {
    ...plan,
    metrics: plan.metrics.slice(0, most).map(([line, metric]) => [line, turned(metric)] as const),
    ...(plan.judged && { judged: turned(plan.judged) }),
  };
}
