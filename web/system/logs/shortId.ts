/** An id in little room. Ids begin with the time, so those of neighbours differ at their ends only. */
export function shortId(id: string): string {
  return id.length > 12 ? `…${id.slice(-8)}` : id;
}
