import { useState } from "react";
import type { Uptime } from "../../api/types";
import { useSystemWords } from "../useSystemWords";
import styles from "./Uptime.module.css";
import { barAt, barText, downPart } from "./uptime";

/**
 * The bars of one range. They are narrower than a finger, so the whole row is what is touched: it behaves as a slider
 * whose value is the text of a bar, for pointers, arrow keys and screen readers alike.
 */
export function UptimeRow({ uptime: { range, share, bars } }: { uptime: Uptime }) {
  const speech = useSystemWords();
  const { health, figures } = speech;
  const [chosen, setChosen] = useState<number | null>(null);
  const name = health.uptime.range[range];
  const whole = share === null || share === undefined ? health.uptime.none : figures.downwards(share);
  const bar = chosen === null ? undefined : bars[chosen];
  const last = bars.length - 1;
  const textOf = (index: number) => {
    const one = bars[index];
    return one ? barText(range, one, speech) : "";
  };
  const point = (event: { clientX: number; currentTarget: HTMLElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setChosen(barAt((event.clientX - left) / width, bars.length));
  };

  return (
    <div class={styles.row}>
      <p class={styles.name}>
        <span>{name}</span>
        <b>{whole}</b>
      </p>
      {bars.length > 0 && (
        <div
          class={styles.bars}
          onPointerDown={point}
          onPointerMove={point}
          onPointerLeave={(event) => event.pointerType === "mouse" && setChosen(null)}
        >
          <input
            type="range"
            min={0}
            max={last}
            value={chosen ?? last}
            aria-label={`${health.uptime.title}, ${name}: ${whole}`}
            aria-valuetext={textOf(chosen ?? last)}
            onFocus={() => setChosen((known) => known ?? last)}
            onBlur={() => setChosen(null)}
            onInput={(event) => setChosen(Number(event.currentTarget.value))}
          />
          {bars.map(({ from, share: part }, index) => (
            <span key={from} data-known={typeof part === "number"} data-chosen={index === chosen}>
              {typeof part === "number" && part < 1 && (
                <i data-worse={part < 0.9} style={{ height: `${downPart(part) * 100}%` }} />
              )}
            </span>
          ))}
        </div>
      )}
      {bar && chosen !== null && <p class={styles.chosen}>{textOf(chosen)}</p>}
    </div>
  );
}
