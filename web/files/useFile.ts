import { useEffect, useState } from "react";
import { useBerry } from "../app/useBerry";
import type { Kept } from "./FileCache";

export type Loaded =
  | { state: "idle" | "loading" }
  | { state: "ready"; kept: Kept }
  | { state: "failed"; error: unknown };

/** A file by its id, fetched when it is wanted. */
export function useFile(id: string | undefined, wanted: boolean): Loaded {
  const { files } = useBerry();
  const [loaded, setLoaded] = useState<Loaded>(() => {
    const kept = id && files.peek(id);
    return kept ? { state: "ready", kept } : { state: "idle" };
  });
  useEffect(() => {
    if (!id || !wanted) return;
    let current = true;
    setLoaded((known) => (known.state === "ready" ? known : { state: "loading" }));
    files.take(id).then(
      (kept) => current && setLoaded({ state: "ready", kept }),
      (error) => current && setLoaded({ state: "failed", error }),
    );
    return () => {
      current = false;
      files.release(id);
    };
  }, [files, id, wanted]);
  return loaded;
}
