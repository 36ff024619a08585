import { useState } from "react";
import type { Tile, TileName } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import { Definition } from "./Definition";
import { Delta } from "./Delta";
import { moodOfWait } from "./mood";
import { Sparkline } from "./Sparkline";
import styles from "./TileCard.module.css";

interface Properties {
  name: TileName;
  look: "violet" | "blue" | "soft";
  /** Since when the one who waits longest does; where somebody waits, the tile says so and looks like it. */
  waitingSince?: string | undefined;
  tile: Tile;
  /** Whether there is a period before this one. */
  comparable: boolean;
  limitMinutes: number;
  onOpen(): void;
}

/** One number with its change and course. A tap shows the rows it was counted from, "?" says what it counts. */
export function TileCard({ name, look, waitingSince, tile, comparable, limitMinutes, onOpen }: Properties) {
  const { words, format } = useWords();
  const [explaining, setExplaining] = useState(false);
  const title = words.overview.tile[name];
  const now = useNow();
  const waited = waitingSince ? format.wait((now - Date.parse(waitingSince)) / 1000) : null;
  const mood = waitingSince ? moodOfWait(waitingSince, limitMinutes, now) : "calm";
  const known = tile.value !== null && tile.value !== undefined;
  return (
    <div class={styles.tile} data-look={mood === "calm" ? look : mood}>
      <button type="button" class={styles.cover} onClick={onOpen}>
        <span class={styles.name}>{title}</span>
        <span class={styles.value}>{known ? format.number(tile.value ?? 0) : words.unknown}</span>
        {waited && (
          <span class={styles.waited}>
            <Icon name="clock" size={15} />
            {words.overview.longest(waited)}
          </span>
        )}
        <Delta tile={tile} comparable={comparable} lowerIsBetter={name === "unansweredNow"} />
        <Sparkline values={tile.series ?? []} />
      </button>
      <button
        type="button"
        class={styles.help}
        aria-label={words.act.explain(title)}
        onClick={() => setExplaining(true)}
      >
        <span>?</span>
      </button>
      {explaining && (
        <Definition name={name} limitMinutes={limitMinutes} onClose={() => setExplaining(false)} />
      )}
    </div>
  );
}
