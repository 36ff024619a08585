import styles from "./Legend.module.css";

interface Properties {
  /** Number of the series' colour, 0 for the dashed line of the previous period, and its name. */
  entries: ReadonlyArray<readonly [0 | 1 | 2 | 3 | 4, string]>;
}

/** Which colour is what. */
export function Legend({ entries }: Properties) {
  return (
    <ul class={styles.legend}>
      {entries.map(([series, name]) => (
        <li key={name} data-series={series}>
          {name}
        </li>
      ))}
    </ul>
  );
}
