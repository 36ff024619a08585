import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Aged, agedOf } from "../api/aged";

/** Since when what is seen is old although it is asked for all the time; null: nothing is. */
export function useAged(): Aged | null {
  const cache = useQueryClient().getQueryCache();
  const [aged, setAged] = useState<Aged | null>(null);
  useEffect(() => {
    const look = () => {
      const found = agedOf(cache.getAll(), Date.now());
      setAged((known) => (known?.since === found?.since && known?.status === found?.status ? known : found));
    };
    look();
    // An answer that does not come makes no event: only the clock tells.
    const timer = setInterval(look, 1_000);
    // An answer that does come is not to be called old for one more second.
    const quit = cache.subscribe((event) => event.type === "updated" && look());
    return () => {
      clearInterval(timer);
      quit();
    };
  }, [cache]);
  return aged;
}
