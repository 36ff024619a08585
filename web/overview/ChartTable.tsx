import { useWords } from "../i18n/useWords";
import { bucketTitle } from "./bucketNames";
import styles from "./ChartTable.module.css";
import type { Curves } from "./curves";

/** The chart in numbers, newest first. */
export function ChartTable({ curves, name }: { curves: Curves; name: string }) {
  const { words, format } = useWords();
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? words.unknown : format.number(value);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must scroll by keyboard too
    <section class={styles.frame} tabIndex={0} aria-label={name}>
      <table>
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{words.overview.columnTime}</th>
            <th scope="col">{curves.firstName}</th>
            <th scope="col">{curves.secondName}</th>
            {curves.previous && <th scope="col">{words.overview.previous}</th>}
          </tr>
        </thead>
        <tbody>
          {curves.at
            .map((at, index) => (
              <tr key={at}>
                <th scope="row">{bucketTitle(curves.bucket, at, format)}</th>
                <td>{cell(curves.first[index])}</td>
                <td>{cell(curves.second[index])}</td>
                {curves.previous && <td>{cell(curves.previous[index])}</td>}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  );
}
