import type { Overview, TileName } from "../api/types";
import { TileCard } from "./TileCard";
import styles from "./Tiles.module.css";
import { useRows } from "./useRows";
import type { View } from "./view";

const looks: ReadonlyArray<readonly [TileName, "violet" | "blue" | "soft"]> = [
  ["unansweredNow", "violet"],
  ["activePeople", "blue"],
  ["newPeople", "soft"],
  ["messagesIn", "soft"],
];

/** The four numbers, the most pressing first. */
export function Tiles({ overview, view }: { overview: Overview; view: View }) {
  const { limitMinutes } = overview.period;
  const rows = useRows();
  const waiting = overview.attention.find(({ kind }) => kind === "unanswered");
  return (
    <div class={styles.tiles}>
      {looks.map(([name, look]) => (
        <TileCard
          key={name}
          name={name}
          look={look}
          waitingSince={name === "unansweredNow" && view.data === "real" ? waiting?.since : undefined}
          tile={overview.tiles[name]}
          comparable={view.range !== "all"}
          limitMinutes={limitMinutes}
          onOpen={() => rows.open(name, limitMinutes)}
        />
      ))}
      {rows.sheet}
    </div>
  );
}
