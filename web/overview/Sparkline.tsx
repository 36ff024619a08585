import styles from "./Sparkline.module.css";
import { sparkPath } from "./sparkPath";

const WIDTH = 120;
const HEIGHT = 30;

/** The course of a number, without axes: only whether it rises or falls. Unknown points leave a gap. */
export function Sparkline({ values }: { values: ReadonlyArray<number | null> }) {
  const path = sparkPath(values, WIDTH, HEIGHT);
  return (
    <svg
      class={styles.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path.area} class={styles.area} />
      <path d={path.line} class={styles.line} />
    </svg>
  );
}
