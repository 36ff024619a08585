import { useEffect } from "react";
import type { Entrance as State } from "../api/session";
import { useWords } from "../i18n/useWords";
import { close, inTelegram } from "../telegram/telegram";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";
import { useDelayed } from "../ui/useDelayed";
import { EntranceSkeleton } from "./EntranceSkeleton";
import { useBerry } from "./useBerry";

const RETRY = 5_000;

/** What is seen while nobody is signed in: opening, reopen from the chat, or the server does not answer. */
export function Entrance({ entrance }: { entrance: State }) {
  const { words } = useWords();
  const { session } = useBerry();
  const late = useDelayed(entrance.state === "opening");
  const unreachable = entrance.state === "unreachable";

  useEffect(() => {
    if (!unreachable) return;
    const timer = setInterval(() => void session.enter(), RETRY);
    return () => clearInterval(timer);
  }, [unreachable, session]);

  if (entrance.state === "open" || (entrance.state === "opening" && !late)) return null;
  if (entrance.state === "opening") return <EntranceSkeleton />;
  if (entrance.state === "unreachable") {
    const { problem } = entrance;
    return (
      <main>
        <Note
          icon="offline"
          title={words.app.unreachableTitle}
          text={problem.offline ? words.failed.offline : problem.message}
          tall
        >
          <Button onClick={() => void session.enter()}>{words.act.retry}</Button>
        </Note>
      </main>
    );
  }

  const said = {
    expired: [words.app.reopenTitle, words.app.reopenText],
    "link-used": [words.app.linkUsedTitle, words.app.linkUsedText],
    nothing: [words.app.nothingTitle, words.app.nothingText],
    "signed-out": [words.app.signedOutTitle, words.app.signedOutText],
  }[entrance.why];
  return (
    <main>
      <Note icon="berry" title={said[0] ?? ""} text={said[1] ?? ""} tall>
        {inTelegram && <Button onClick={close}>{words.app.closeApp}</Button>}
      </Note>
    </main>
  );
}
