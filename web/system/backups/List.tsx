import type { Backups } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import styles from "./List.module.css";
import { StateBadge } from "./StateBadge";

/** All backups, newest first. */
export function List({ answer: { items }, onOpen }: { answer: Backups; onOpen(name: string): void }) {
  const { words, format } = useWords();
  const { backups } = words;
  return (
    <Card title={backups.list} flush>
      <ul class={styles.list}>
        {items.map((item) => (
          <li key={item.name}>
            <button type="button" class={styles.row} data-row onClick={() => onOpen(item.name)}>
              <span class={styles.body}>
                <span class={styles.what}>
                  <span class={styles.when}>{`${format.day(item.at)}, ${format.clock(item.at)}`}</span>
                  <span class={styles.more}>
                    {[
                      item.bytes > 0 && format.bytes(item.bytes),
                      !item.ours && backups.other,
                      !item.here && backups.missing,
                      item.encrypted && backups.encrypted,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <StateBadge state={item.state} />
              </span>
              <Icon name="next" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
