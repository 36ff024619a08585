import { useRef } from "react";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import mark from "./berry.svg";
import styles from "./Navigation.module.css";
import type { Screen } from "./router";
import type { Tab, TabName } from "./tabs";
import { useCramped } from "./useCramped";

interface Properties {
  tabs: Tab[];
  badges: Partial<Record<Screen, number>>;
  current: TabName;
  onGo(screen: TabName): void;
}

/** The way from screen to screen: a bar at the bottom on a phone, a rail from 900 px. */
export function Navigation({ tabs, badges, current, onGo }: Properties) {
  const { words, format } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const cramped = useCramped(list, tabs.length);
  return (
    <nav class={styles.navigation} aria-label={words.app.navigation}>
      <p class={styles.brand}>
        <img src={mark} width="30" height="30" alt="" />
        Berry
      </p>
      <ul ref={list} data-cramped={cramped}>
        {tabs.map(({ screen, icon }) => {
          const badge = badges[screen] ?? 0;
          return (
            <li key={screen}>
              <button
                type="button"
                class={styles.tab}
                aria-current={screen === current ? "page" : undefined}
                onClick={() => onGo(screen)}
              >
                <span class={styles.icon}>
                  <Icon name={icon} size={23} />
                  {badge > 0 && (
                    <span class={styles.badge} aria-hidden="true">
                      {badge > 99 ? "99+" : format.number(badge)}
                    </span>
                  )}
                </span>
                <span class={styles.name} data-name>
                  {words.tab[screen]}
                </span>
                {badge > 0 && (
                  <span class="unseen">
                    {screen === "inbox" ? words.app.waitingBadge(badge) : words.activity.fresh(badge)}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
