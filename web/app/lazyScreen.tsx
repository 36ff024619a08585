import type { ComponentType } from "preact";
import { useEffect, useState } from "react";

/** A screen whose code arrives when it is first shown. An old page after a deploy finds it gone: then it reloads. */
export function lazyScreen<Properties extends object = object>(
  load: () => Promise<ComponentType<Properties>>,
): ComponentType<Properties> {
  let loaded: ComponentType<Properties> | null = null;
  return function Lazy(properties: Properties) {
    const [Ready, setReady] = useState<ComponentType<Properties> | null>(() => loaded);
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
    return Ready ? <Ready {...properties} /> : null;
  };
}
