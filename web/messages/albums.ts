interface Part {
  chatId: number;
  album?: string;
  text?: string;
}

export type Whole<Item> = Item & {
  /** How many messages of the list stand behind this row: 1 unless it is an album. */
  parts: number;
};

/**
 * Telegram sends an album as several messages. Neighbours of the same one become one row, with the words of the one
 * that has any, in the place of the newest.
 */
export function whole<Item extends Part>(items: Item[]): Array<Whole<Item>> {
  const rows: Array<Whole<Item>> = [];
  for (const item of items) {
    const last = rows.at(-1);
    if (last?.album !== undefined && last.album === item.album && last.chatId === item.chatId) {
      const face = last.text || !item.text ? last : item;
      rows[rows.length - 1] = { ...face, parts: last.parts + 1 };
    } else {
      rows.push({ ...item, parts: 1 });
    }
  }
  return rows;
}
