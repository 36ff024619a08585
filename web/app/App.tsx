import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { me } from "../api/queries";
import type { Language } from "../api/types";
import { SpeechContext, speechOf } from "../i18n/useWords";
import { launchLanguage } from "../telegram/telegram";
import { Crash } from "./Crash";
import { Entrance } from "./Entrance";
import { chooseLanguage, chosenLanguage, guessedLanguage } from "./preferences";
import { Shell } from "./Shell";
import { mayOpen, tabsOf } from "./tabs";
import { type Berry, BerryContext } from "./useBerry";

interface Properties {
  parts: Omit<Berry, "setLanguage">;
  /** Whether an address or a deep link already said where to go. */
  linked: boolean;
}

/** Decides who may see what: the entrance until the session is open, the shell after that. */
export function App({ parts, linked }: Properties) {
  const { session, router } = parts;
  const entrance = useSyncExternalStore(session.watch, () => session.entrance);
  const person = entrance.state === "open" ? entrance.person : null;
  // Asked again when the person chooses another language in the chat; of a stranger it knows nothing.
  const known = useQuery({ ...me(parts.client), enabled: person !== null });
  const [chosen, setChosen] = useState(chosenLanguage);
  const language: Language =
    chosen ??
    (known.data?.person.firstSeenAt ? known.data.person.language : person?.language) ??
    guessedLanguage([launchLanguage, navigator.language]);

  const speech = useMemo(() => speechOf(language), [language]);
  const berry = useMemo(
    () => ({
      ...parts,
      setLanguage: (wanted: Language) => {
        chooseLanguage(wanted);
        setChosen(wanted);
      },
    }),
    [parts],
  );

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const [sent, setSent] = useState(false);
  if (person && !sent) {
    // An admin begins at the Overview, an operator at the Inbox, everyone else at their own Home; nobody is left on a
    // screen not theirs.
    const first = tabsOf(person)[0]?.screen ?? "home";
    if (!linked) router.go(first);
    if (!mayOpen(person, router.place.screen)) router.go(first);
    setSent(true);
  }

  return (
    <SpeechContext.Provider value={speech}>
      <BerryContext.Provider value={berry}>
        <Crash>{person && sent ? <Shell /> : <Entrance entrance={entrance} />}</Crash>
      </BerryContext.Provider>
    </SpeechContext.Provider>
  );
}
