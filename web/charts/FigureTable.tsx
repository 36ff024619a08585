import styles from "./FigureTable.module.css";

interface Properties {
  name: string;
  /** Of the columns, that of the time first. */
  heads: string[];
  /** Newest first; the time first in each. */
  rows: ReadonlyArray<readonly string[]>;
}

/** A chart in numbers, for whoever reads them better or hears them. */
export function FigureTable({ name, heads, rows }: Properties) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table must scroll by keyboard too
    <section class={styles.frame} tabIndex={0} aria-label={name}>
      <table>
        <caption class="unseen">{name}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([time, ...values], row) => (
            <tr key={`${time} ${row}`}>
              <th scope="row">{time}</th>
              {values.map((value, column) => (
                <td key={heads[column + 1]}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
