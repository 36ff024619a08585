import { useWords } from "../i18n/useWords";
import { kindName } from "../messages/describe";
import { Icon } from "../ui/icons";
import styles from "./FileRow.module.css";
import { useDownload } from "./useDownload";
import type { Viewable } from "./Viewable";

/** A file that is not shown but fetched: name, size, kind, and what came of it. */
export function FileRow({ file }: { file: Viewable }) {
  const { words, format } = useWords();
  const fetching = useDownload(file);
  const name = file.fileName ?? kindName(file.kind, words);
  const ending = /\.([\p{L}\d]{1,5})$/u.exec(name)?.[1]?.toUpperCase();
  const facts = [file.fileSize === undefined ? null : format.bytes(file.fileSize), ending];
  return (
    <div class={styles.place}>
      <button type="button" class={styles.row} aria-busy={fetching.busy} onClick={fetching.fetch}>
        <span class={styles.icon}>
          <Icon name={fetching.busy ? "clock" : "download"} size={20} />
        </span>
        <span class={styles.main}>
          <span class="unseen">{fetching.name}: </span>
          <bdi class={styles.name}>{name}</bdi>
          <span class={styles.facts}>{facts.filter(Boolean).join(" · ")}</span>
        </span>
      </button>
      <p class={styles.outcome} role="status">
        {fetching.outcome}
      </p>
    </div>
  );
}
