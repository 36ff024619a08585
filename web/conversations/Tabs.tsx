import type { InboxCounts, InboxTab } from "../api/types";
import { useWords } from "../i18n/useWords";
import { haptic } from "../telegram/telegram";
import styles from "./Tabs.module.css";
import { tabs } from "./view";

interface Properties {
  current: InboxTab;
  /** Absent while unknown, which is not 0. */
  counts: InboxCounts | undefined;
  onChoose(tab: InboxTab): void;
}

/** Which conversations are listed, each with how many there are. */
export function Tabs({ current, counts, onChoose }: Properties) {
  const { words, format } = useWords();
  return (
    <fieldset class={styles.tabs}>
      <legend class="unseen">{words.inbox.tabs}</legend>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          class={styles.tab}
          aria-pressed={tab === current}
          onClick={() => {
            haptic();
            onChoose(tab);
          }}
        >
          <span class={styles.name}>{words.inbox.tab[tab]}</span>{" "}
          <span class={styles.count} data-none={counts?.[tab] === 0}>
            {counts ? format.number(counts[tab]) : words.unknown}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
