import { useState } from "react";
import { useSelf } from "../../app/useBerry";
import type { Draft } from "./resolution";

/** An unfinished resolution on this device: it outlives the page, which Telegram closes when one looks elsewhere. */
export function useDraft(incident: number): [Draft, (draft: Draft) => void, () => void] {
  const name = `berry.resolution.${useSelf().id}.${incident}`;
  const [draft, setDraft] = useState<Draft>(() => read(name));
  return [
    draft,
    (changed) => {
      setDraft(changed);
      write(name, JSON.stringify(changed));
    },
    () => write(name, null),
  ];
}

function read(name: string): Draft {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(name) ?? "{}");
    return typeof known === "object" && known !== null ? (known as Draft) : {};
  } catch {
    return {};
  }
}

function write(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // Full or refused: it holds while the sheet is open.
  }
}
