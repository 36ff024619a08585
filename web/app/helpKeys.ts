import { useEffect } from "react";

/** Keys of the screen in view, for the list under `?`: their words come with the screen. */
export const helpKeys: { own: Array<[string[], string]> } = { own: [] };

/** Adds the keys of a screen for as long as it is in view. */
export function useHelpKeys(keys: Array<[string[], string]>): void {
  const said = JSON.stringify(keys);
  useEffect(() => {
    helpKeys.own = JSON.parse(said) as typeof keys;
    return () => {
      helpKeys.own = [];
    };
  }, [said]);
}
