/** The rows chosen for one act, by chat. */
export type Selection = ReadonlySet<number>;

export const nothing: Selection = new Set();

/** Adds a row or takes it out. */
export function toggled(selection: Selection, chatId: number): Selection {
  const next = new Set(selection);
  if (!next.delete(chatId)) next.add(chatId);
  return next;
}

/** Adds all rows between two, in the order of the list; only the second when the first is not in it any more. */
export function stretched(
  selection: Selection,
  order: readonly number[],
  from: number | null,
  to: number,
): Selection {
  const [one, other] = [from === null ? -1 : order.indexOf(from), order.indexOf(to)];
  if (one < 0 || other < 0) return new Set([...selection, to]);
  return new Set([...selection, ...order.slice(Math.min(one, other), Math.max(one, other) + 1)]);
}

/** Without the rows that have left the list, which nobody could see to be chosen. */
export function present(selection: Selection, order: readonly number[]): Selection {
  const kept = order.filter((chatId) => selection.has(chatId));
  return kept.length === selection.size ? selection : new Set(kept);
}
