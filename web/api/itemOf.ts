/** A thing itself, or a row that says more about it. */
export type Listed<Item> = Item | { item: Item };

/** What a row of a list is about. */
export function itemOf<Item extends object>(row: Listed<Item>): Item {
  return "item" in row ? row.item : row;
}
