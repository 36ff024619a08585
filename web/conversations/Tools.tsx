import type { InboxCounts } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Icon } from "../ui/icons";
import { SearchField } from "../ui/SearchField";
import { filterValue } from "./filterValue";
import { Tabs } from "./Tabs";
import styles from "./Tools.module.css";
import { chosenOf, type Parameters, tabOf } from "./view";

interface Properties {
  parameters: Parameters;
  counts: InboxCounts | undefined;
  onSet(changes: Record<string, string>): void;
  onFilters(): void;
}

/** Above the list: search, filters in use, tabs. */
export function Tools({ parameters, counts, onSet, onFilters }: Properties) {
  const { words } = useWords();
  const { inbox } = words;
  const chosen = chosenOf(parameters);
  const search = parameters.search ?? "";
  const back = tabOf(parameters);
  return (
    <div class={styles.tools}>
      <div class={styles.top}>
        <SearchField value={search} label={inbox.searchLabel} onSearch={(text) => onSet({ search: text })} />
        <button
          type="button"
          class={styles.filters}
          data-on={chosen.length > 0}
          aria-label={
            chosen.length > 0 ? `${inbox.filters}, ${inbox.filtersOn(chosen.length)}` : inbox.filters
          }
          title={inbox.filters}
          onClick={onFilters}
        >
          <Icon name="settings" />
        </button>
      </div>
      <Tabs
        current={search ? "all" : back}
        counts={counts}
        onChoose={(tab) => onSet({ tab: tab === "unanswered" ? "" : tab, search: "" })}
      />
      {search && back !== "all" && (
        <p class={styles.everywhere}>
          {inbox.everywhere}
          <button type="button" onClick={() => onSet({ search: "" })}>
            {inbox.backTo(inbox.tab[back])}
          </button>
        </p>
      )}
      {chosen.length > 0 && (
        <div class={styles.chips}>
          {chosen.map(([name, value]) => {
            const text = filterValue(name, value, words);
            return (
              <button
                key={name}
                type="button"
                aria-label={inbox.withoutFilter(text)}
                onClick={() => onSet({ [name]: "" })}
              >
                <span>
                  {text}
                  <Icon name="close" size={14} />
                </span>
              </button>
            );
          })}
        </div>
      )}
    </div>
  );
}
