import type { ComponentChildren } from "preact";
import { useState } from "react";
import type { TileName } from "../api/types";
import { RowsSheet } from "./RowsSheet";

interface Rows {
  open(tile: TileName, limitMinutes: number): void;
  /** To be drawn by whoever asked. */
  sheet: ComponentChildren;
}

/** The rows behind a number, in a sheet. */
export function useRows(): Rows {
  const [shown, setShown] = useState<{ tile: TileName; limitMinutes: number } | null>(null);
  return {
    open: (tile, limitMinutes) => setShown({ tile, limitMinutes }),
    sheet: shown && <RowsSheet {...shown} onClose={() => setShown(null)} />,
  };
}
