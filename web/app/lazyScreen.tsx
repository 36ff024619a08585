import type { ComponentType } from "preact";
import { useEffect, useState } from "react";

/** A screen whose code arrives when it is first shown. An old page after a deploy finds it gone: then it reloads. */
export function lazyScreen(load: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const [Ready, setReady] = useState<ComponentType | null>(() => loaded);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (component) => {
          loaded = component;
          setReady(() => component);
        },
        () => window.location.reload(),
      );
    }, []);
    return Ready ? <Ready /> : null;
  };
}
