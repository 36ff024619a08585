import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { templates } from "../api/queries";
import type { Language } from "../api/types";
import { useBerry } from "../app/useBerry";
import { type Offer, offers, wanted } from "./fill";

export interface Offered {
  /** Null: nothing is being looked for. */
  offers: Offer[] | null;
  chosen: number;
  /** Takes a key of the field; true when it was meant for the list. */
  key(event: KeyboardEvent, choose: (offer: Offer) => void): boolean;
}

/**
 * The templates for a text that begins with a slash. Escape puts them away until the text changes.
 *
 * @param known whether it is known whom they are for: their name goes into the text
 */
export function useTemplates(text: string, language: Language, enabled: boolean, known: boolean): Offered {
  const { client } = useBerry();
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [place, setPlace] = useState({ text: "", at: 0 });
  const word = enabled && text !== dismissed ? wanted(text) : null;
  const query = useQuery({ ...templates(client), enabled: word !== null });
  const found = word !== null && known && query.data ? offers(query.data.items, word, language) : null;
  const awaited = word !== null && (!known || query.isPending);
  const chosen = place.text === text ? Math.min(place.at, Math.max(0, (found?.length ?? 1) - 1)) : 0;

  const key = (event: KeyboardEvent, choose: (offer: Offer) => void): boolean => {
    if (awaited && event.key === "Enter" && !event.shiftKey) {
      // Whoever is quicker than the line wants the template, not its name sent to the person.
      event.preventDefault();
      return true;
    }
    if (!found || found.length === 0) return false;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setPlace({ text, at: (chosen + step + found.length) % found.length });
    else if (event.key === "Escape") setDismissed(text);
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      const offer = found[chosen];
      if (offer) choose(offer);
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { offers: found, chosen, key };
}
