import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import styles from "./Chips.module.css";
import { mayBePhoto, PHOTO } from "./limits";
import type { Chip, Uploads } from "./useUploads";

/** The files of the next answer, each with how far it is or why it will not go. */
export function Chips({ uploads }: { uploads: Uploads }) {
  if (uploads.chips.length === 0) return null;
  return (
    <ul class={styles.chips}>
      {uploads.chips.map((chip) => (
        <FileChip key={chip.key} chip={chip} uploads={uploads} />
      ))}
    </ul>
  );
}

function FileChip({ chip, uploads }: { chip: Chip; uploads: Uploads }) {
  const { words, format } = useWords();
  const { conversation } = words;
  const tooLargePhoto = /^image\//.test(chip.file.type) && chip.file.size > PHOTO;
  const state =
    chip.problem ??
    (chip.done
      ? conversation.uploaded
      : conversation.uploading(format.percent(Math.round(chip.share * 100) / 100)));
  return (
    <li class={styles.chip} data-failed={chip.problem !== undefined}>
      {chip.preview ? (
        <img src={chip.preview} alt="" />
      ) : (
        <span class={styles.icon}>
          <Icon name="file" size={22} />
        </span>
      )}
      <div class={styles.main}>
        <p class={styles.name}>
          <bdi>{chip.file.name}</bdi>
        </p>
        <p class={styles.state} role={chip.problem ? "alert" : undefined}>
          {format.bytes(chip.file.size)} · {state}
          {tooLargePhoto && !chip.problem && ` · ${conversation.photoLimit}`}
        </p>
        {!chip.done && !chip.problem && <progress value={chip.share} aria-label={chip.file.name} />}
        {mayBePhoto(chip.file) && !chip.problem && (
          <label class={styles.choice}>
            <input
              type="checkbox"
              checked={chip.asFile}
              onChange={(event) => uploads.setAsFile(chip.key, event.currentTarget.checked)}
            />
            {conversation.asFile}
          </label>
        )}
        {chip.again && (
          <button type="button" class={styles.again} onClick={() => uploads.retry(chip.key)}>
            {conversation.retry}
          </button>
        )}
      </div>
      <button
        type="button"
        class={styles.remove}
        aria-label={conversation.removeFile(chip.file.name)}
        onClick={() => uploads.remove(chip.key)}
      >
        <Icon name="close" size={18} />
      </button>
    </li>
  );
}
