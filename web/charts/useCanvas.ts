import { useEffect, useState } from "react";

/**
 * The code that draws, which comes when it is first needed, and a number that changes with the theme: both are reasons
 * to draw anew.
 *
 * @param load must stay the same function
 */
export function useCanvas<Library>(load: () => Promise<Library>): readonly [Library | null, number] {
  const [library, setLibrary] = useState<Library | null>(null);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    let gone = false;
    // The axis is measured with our own font; without it the labels would be cut.
    void Promise.all([load(), document.fonts.ready]).then(([loaded]) => !gone && setLibrary(loaded));
    const repaint = () => setTheme((count) => count + 1);
    window.addEventListener("berry-theme", repaint);
    return () => {
      gone = true;
      window.removeEventListener("berry-theme", repaint);
    };
  }, [load]);
  return [library, theme];
}

/** On which side of the pointer there is room for its values. */
export function sideOf(left: number, frame: HTMLElement | null): "left" | "right" {
  return frame && left > frame.clientWidth / 2 ? "left" : "right";
}
