import type { Metrics, Unit } from "../../api/types";
import { topOf } from "../../charts/axis";
import { type Course, type Courses, coursesOf, lastKnown, mostOf } from "../../charts/courses";
import { placesOf } from "../../charts/marks";
import type { TimePicture } from "../../charts/timePlot";
import type { Format } from "../../i18n/format";
import type { FigureFormat } from "../figures";
import type { ChartPlan } from "./plans";

const DAY = 86_400;

/** The lines of a plan, in its order; of each copy of Berry, when the answer has them apart. */
export function linesOf(answer: Metrics, plan: ChartPlan, title: string): Courses {
  const series = plan.metrics.flatMap(([line, metric]) =>
    answer.series
      .filter(({ name }) => name === metric)
      .map(({ replica, points }) => ({
        name: [replica, line].filter(Boolean).join(" ") || title,
        points,
      })),
  );
  return coursesOf(series.slice(0, MOST_LINES), answer.stepSeconds);
}

/** More can't be told apart. */
const MOST_LINES = 4;

/** @param forecast how the line of where it leads is called; null: this chart has none */
export function pictureOf(
  answer: Metrics,
  plan: ChartPlan,
  courses: Courses,
  threshold: number | null,
  words: { figures: FigureFormat; format: Format; forecast: string },
): TimePicture {
  const unit = unitOf(answer, plan);
  const from = Date.parse(answer.from) / 1000;
  const to = Date.parse(answer.to) / 1000;
  const led = ledOn(answer, plan, courses, to + (to - from) * 0.25, words.forecast);
  const drawn = led?.courses ?? courses;
  const end = led ? to + (to - from) * 0.25 : to;
  const days = to - from > 2 * DAY;
  return {
    courses: drawn,
    forecast: led?.forecast ?? null,
    from,
    to: end,
    top: topOf(mostOf(drawn) ?? 0, threshold, plan.least, plan.whole ?? null),
    threshold,
    marks: placesOf(answer.marks, (end - from) / 50),
    clock: (seconds) =>
      days ? words.format.shortDate(new Date(seconds * 1000)) : words.format.clock(seconds * 1000),
    figure: (value) => words.figures.short(value, unit),
  };
}

export function unitOf(answer: Metrics, plan: ChartPlan): Unit {
  return answer.series.find(({ name }) => name === plan.metrics[0]?.[1])?.unit ?? "count";
}

/** From the last known value on, at the pace foretold, until the end of the picture or until all is full. */
export function ledOn(
  answer: Metrics,
  plan: ChartPlan,
  courses: Courses,
  end: number,
  name: string,
): { courses: Courses; forecast: Course } | null {
  const foretold = answer.forecasts.find((forecast) => forecast.name === plan.metrics[0]?.[1]);
  const last = lastKnown(courses);
  const pace = foretold?.perDay ?? 0;
  if (!foretold || !last || pace <= 0 || courses.lines.length !== 1) return null;
  const full = last.at + ((1 - last.value) / pace) * DAY;
  const until = Math.max(last.at + 1, Math.min(end, full));
  const at = [...courses.at.filter((time) => time <= last.at), until];
  const line = courses.lines[0];
  const nothing = at.map(() => null) as Array<number | null>;
  return {
    courses: {
      at,
      lines: line ? [{ name: line.name, values: [...line.values.slice(0, at.length - 1), null] }] : [],
    },
    forecast: {
      name,
      values: nothing.map((_, index) =>
        index === at.length - 1
          ? Math.min(1, last.value + (pace * (until - last.at)) / DAY)
          : index === at.length - 2
            ? last.value
            : null,
      ),
    },
  };
}
