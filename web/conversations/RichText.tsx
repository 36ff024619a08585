import { openLink } from "../telegram/telegram";
import { isEmoji } from "./length";
import { pieces } from "./links";
import styles from "./RichText.module.css";

/**
 * A text somebody else wrote: drawn as nodes, never as markup. Each stands in a world of its own, so that marks which
 * turn the direction of writing end with it.
 */
export function RichText({ text, large = true }: { text: string; large?: boolean }) {
  return (
    <p class={styles.text} dir="auto" data-emoji={large && isEmoji(text)}>
      {pieces(text).map((piece, place) =>
        typeof piece === "string" ? (
          piece
        ) : (
          <a
            key={place}
            href={piece.href}
            title={piece.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            onClick={(event) => openLink(piece.href) && event.preventDefault()}
          >
            <bdi>{piece.text}</bdi>
          </a>
        ),
      )}
    </p>
  );
}
