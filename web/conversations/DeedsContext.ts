import { createContext } from "preact";
import { useContext } from "react";
import type { Said } from "../ui/Toast";
import type { Wish } from "./wishes";

/** What is being done to conversations and was said of it: the same for the list and for the conversation beside it. */
export interface Deeds {
  wishes: readonly Wish[];
  act(wish: Wish): void;
  said: Said | null;
  say(what: Omit<Said, "id">): void;
  hush(): void;
}

export const DeedsContext = createContext<Deeds | null>(null);

export function useDeeds(): Deeds {
  const deeds = useContext(DeedsContext);
  if (!deeds) throw new Error("useDeeds is called outside the inbox");
  return deeds;
}
