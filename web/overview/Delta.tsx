import type { Tile } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import styles from "./Delta.module.css";
import { changeOf } from "./delta";

interface Properties {
  tile: Tile;
  comparable: boolean;
  lowerIsBetter: boolean;
}

/** The change against the period before: arrow, sign, word and colour, so that no one of them is needed. */
export function Delta({ tile, comparable, lowerIsBetter }: Properties) {
  const { words, format } = useWords();
  const { overview } = words;
  const change = comparable ? changeOf(tile, lowerIsBetter) : null;
  if (!change) return <span class={styles.delta}>{overview.noBefore}</span>;
  if (change.direction === "same") {
    return (
      <span class={styles.delta}>
        <Icon name="equal" size={15} />
        {overview.same}
      </span>
    );
  }
  const sign = change.difference > 0 ? "+" : "−";
  const size =
    change.share === null
      ? format.number(Math.abs(change.difference))
      : format.percent(Math.abs(change.share));
  return (
    <span class={styles.delta} data-mood={change.mood}>
      <Icon name={change.direction} size={15} />
      <b>
        {sign}
        {size}
      </b>
      {overview[change.direction]}
      <span class="unseen">
        {overview.before(format.number(tile.previous ?? 0))} (
        {overview[change.mood === "better" ? "better" : "worse"]})
      </span>
    </span>
  );
}
