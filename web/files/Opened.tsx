import { useState } from "react";
import { useWords } from "../i18n/useWords";
import { kindName } from "../messages/describe";
import { FileRow } from "./FileRow";
import styles from "./Opened.module.css";
import { Sound } from "./Sound";
import { Sticker } from "./Sticker";
import { Thumbnail } from "./Thumbnail";
import { lookOf, type Viewable } from "./Viewable";
import { Viewer } from "./Viewer";

/** The file of one message in its sheet: shown, played or to be fetched, as its kind asks. */
export function Opened({ file }: { file: Viewable }) {
  const { words } = useWords();
  const [viewing, setViewing] = useState(false);
  const look = lookOf(file);
  if (look === null) return null;
  const open = () => setViewing(true);
  return (
    <div class={styles.opened}>
      {look === "row" && <FileRow file={file} />}
      {look === "sound" && <Sound file={file} />}
      {look === "sticker" && <Sticker file={file} onOpen={open} />}
      {(look === "picture" || look === "moving") && (
        <div class={styles.picture}>
          <Thumbnail file={file} label={kindName(file.kind, words)} onOpen={open} />
        </div>
      )}
      {viewing && <Viewer files={[file]} start={0} onClose={() => setViewing(false)} />}
    </div>
  );
}
