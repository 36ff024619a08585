import { useEffect, useState } from "react";

/** The present, renewed now and then so that "5 min ago" does not grow old on the screen. */
export function useNow(everyMilliseconds = 20_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}
