/** Where this page keeps what must survive a reload; storage may be refused, then it lasts for the visit. */
export type Drawer = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export function drawer(): Drawer | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export function kept<Value>(from: Drawer | null, name: string): Value | undefined {
  try {
    const text = from?.getItem(name);
    return text ? (JSON.parse(text) as Value) : undefined;
  } catch {
    return undefined;
  }
}

/** @param value undefined: forget it */
export function keep(into: Drawer | null, name: string, value: unknown): void {
  try {
    if (value === undefined) into?.removeItem(name);
    else into?.setItem(name, JSON.stringify(value));
  } catch {
    // Full or refused: it holds in memory.
  }
}
