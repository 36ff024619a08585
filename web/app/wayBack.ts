import { createContext } from "preact";

/** The way up from a screen that lies in another one, for whoever draws its frame; null when it lies in none. */
export const WayBack = createContext<(() => void) | null>(null);
