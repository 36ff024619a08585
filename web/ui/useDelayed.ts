import { useEffect, useState } from "react";

/** Becomes true when `condition` has held for a moment: what is quick should not flicker. */
export function useDelayed(condition: boolean, milliseconds = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [condition, milliseconds]);
  return condition && late;
}
