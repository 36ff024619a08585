import { useState } from "react";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { confirm } from "../telegram/telegram";
import { Line } from "./Line";
import styles from "./More.module.css";

/** Signing out here, or on every device: for a phone that was lost or a browser that was not one's own. */
export function SignOut() {
  const { words } = useWords();
  const { session } = useBerry();
  const [failed, setFailed] = useState(false);
  const { settings } = words;

  const leave = async () => {
    if (await confirm(settings.signOutSure, settings.signOut, settings.cancel)) await session.leave();
  };
  const leaveEverywhere = async () => {
    setFailed(false);
    if (!(await confirm(settings.signOutEverywhereSure, settings.signOut, settings.cancel))) return;
    setFailed(!(await session.leaveEverywhere()));
  };

  return (
    <>
      <button type="button" class={styles.row} onClick={() => void leave()}>
        <Line icon="exit" name={settings.signOut} />
      </button>
      <button type="button" class={styles.row} onClick={() => void leaveEverywhere()}>
        <Line icon="devices" name={settings.signOutEverywhere} />
      </button>
      {failed && (
        <p role="alert" class={styles.failed}>
          {settings.signOutFailed}
        </p>
      )}
    </>
  );
}
