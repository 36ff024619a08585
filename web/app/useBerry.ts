import { useQuery } from "@tanstack/react-query";
import { createContext } from "preact";
import { useContext, useSyncExternalStore } from "react";
import type { Client } from "../api/client";
import type { Live, LiveState } from "../api/live";
import { me } from "../api/queries";
import type { SessionKeeper } from "../api/session";
import type { Language, Self } from "../api/types";
import type { Drafts } from "../conversations/Drafts";
import type { Outbox } from "../conversations/Outbox";
import type { FileCache } from "../files/FileCache";
import type { Place, Router } from "./router";

/** The long-lived parts, built once in `main.tsx`. */
export interface Berry {
  client: Client;
  session: SessionKeeper;
  live: Live;
  router: Router;
  files: FileCache;
  /** Messages on their way and texts not sent: they outlive the screen they were written on. */
  outbox: Outbox;
  drafts: Drafts;
  /** Asks again what is shown of a topic, as its live news would. */
  renew(topic: string): Promise<unknown>;
  setLanguage(language: Language): void;
}

export const BerryContext = createContext<Berry | null>(null);

export function useBerry(): Berry {
  const berry = useContext(BerryContext);
  if (!berry) throw new Error("useBerry is called outside BerryContext");
  return berry;
}

export function usePlace(): Place {
  const { router } = useBerry();
  return useSyncExternalStore(router.watch, () => router.place);
}

export function useLive(): LiveState {
  const { live } = useBerry();
  return useSyncExternalStore(live.watch, () => live.status);
}

/**
 * The person signed in, with the role they have now: a colleague may give them another while this window is open. Only
 * screens behind the entrance may ask.
 */
export function useSelf(): Self {
  const { client, session } = useBerry();
  const entrance = useSyncExternalStore(session.watch, () => session.entrance);
  const known = useQuery({ ...me(client), enabled: entrance.state === "open" });
  if (entrance.state !== "open") throw new Error("nobody is signed in");
  return { ...entrance.person, role: known.data?.person.role ?? entrance.person.role };
}
