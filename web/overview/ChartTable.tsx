import { FigureTable } from "../charts/FigureTable";
import { useWords } from "../i18n/useWords";
import { bucketTitle } from "./bucketNames";
import type { Curves } from "./curves";

/** The chart in numbers, newest first. */
export function ChartTable({ curves, name }: { curves: Curves; name: string }) {
  const { words, format } = useWords();
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? words.unknown : format.number(value);
  const { first, second, previous } = curves;
  return (
    <FigureTable
      name={name}
      heads={[
        words.overview.columnTime,
        curves.firstName,
        curves.secondName,
        ...(previous ? [words.overview.previous] : []),
      ]}
      rows={curves.at
        .map((at, index) => [
          bucketTitle(curves.bucket, at, format),
          cell(first[index]),
          cell(second[index]),
          ...(previous ? [cell(previous[index])] : []),
        ])
        .reverse()}
    />
  );
}
