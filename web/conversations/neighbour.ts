/**
 * Which conversation comes into view when the open one is done: the next row, at the end of the list the one before.
 *
 * @param order the list, as it stands on the screen
 * @param leaving what is done
 * @returns null when none is left; undefined when the open one is not in the list, which then says nothing about it
 */
export function neighbour(
  order: readonly number[],
  open: number,
  leaving: ReadonlySet<number>,
): number | null | undefined {
  const at = order.indexOf(open);
  if (at < 0) return undefined;
  return [...order.slice(at + 1), ...order.slice(0, at).reverse()].find((chat) => !leaving.has(chat)) ?? null;
}
