import { useState, useSyncExternalStore } from "react";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import styles from "./UpdateNote.module.css";
import { useBerry } from "./useBerry";

/** Offers a reload when the server has become another version than the one this page came from. */
export function UpdateNote() {
  const { words } = useWords();
  const { session } = useBerry();
  const outdated = useSyncExternalStore(session.watch, () => session.outdated);
  const [dismissed, setDismissed] = useState(false);
  if (!outdated || dismissed) return null;
  return (
    <div class={styles.note} role="status">
      <p>{words.app.outdated}</p>
      <Button look="plain" onClick={() => setDismissed(true)}>
        {words.app.later}
      </Button>
      <Button onClick={() => window.location.reload()}>{words.app.reload}</Button>
    </div>
  );
}
