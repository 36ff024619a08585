import styles from "./Avatar.module.css";

/** The first letter of a name on a colour that stays with the person. */
export function Avatar({ id, name }: { id: number; name: string }) {
  const letter = [...name.trim()][0]?.toUpperCase() ?? "?";
  return (
    <span class={styles.avatar} data-hue={Math.abs(id) % 6} aria-hidden="true">
      {letter}
    </span>
  );
}
