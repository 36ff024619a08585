import { itemOf, type Listed } from "../api/itemOf";

interface Part {
  chatId: number;
  album?: string;
  text?: string;
}

export type Whole<Row> = Row & {
  /** How many messages of the list stand behind this row: 1 unless it is an album. */
  parts: number;
};

/**
 * Telegram sends an album as several messages. Neighbours of the same one become one row, with the words of the one
 * that has any, in the place of the newest.
 */
export function whole<Row extends Listed<Part>>(rows: Row[]): Array<Whole<Row>> {
  const wholes: Array<Whole<Row>> = [];
  for (const row of rows) {
    const last = wholes.at(-1);
    if (last && sameAlbum(itemOf<Part>(last), itemOf<Part>(row))) {
      const face = itemOf<Part>(last).text || !itemOf<Part>(row).text ? last : row;
      wholes[wholes.length - 1] = { ...face, parts: last.parts + 1 };
    } else {
      wholes.push({ ...row, parts: 1 });
    }
  }
  return wholes;
}

function sameAlbum(one: Part, other: Part): boolean {
  return one.album !== undefined && one.album === other.album && one.chatId === other.chatId;
}
