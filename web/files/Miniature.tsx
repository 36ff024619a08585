import { Icon, type IconName } from "../ui/icons";
import { useSeen } from "../ui/useSeen";
import styles from "./Miniature.module.css";
import { useFile } from "./useFile";

/** A file's picture in a row of a list; a drawing stands in its place until it is here. Decoration only. */
export function Miniature({ id, icon }: { id: string; icon: IconName }) {
  const [place, seen] = useSeen();
  const loaded = useFile(id, seen);
  return (
    <span ref={place} class={styles.miniature} aria-hidden="true">
      {loaded.state === "ready" ? (
        <img src={loaded.kept.url} alt="" draggable={false} />
      ) : (
        <Icon name={icon} size={18} />
      )}
    </span>
  );
}
