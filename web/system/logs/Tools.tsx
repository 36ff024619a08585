import type { LogView } from "../../api/queries";
import type { LogLevel } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Choice } from "../../ui/Choice";
import { Icon } from "../../ui/icons";
import { SearchField } from "../../ui/SearchField";
import styles from "./Logs.module.css";
import { shortId } from "./shortId";
import { useLogWords } from "./useLogWords";

const levels: LogLevel[] = ["", "info", "warn", "error"];

export function levelOf(text: string | undefined): LogLevel {
  return levels.find((level) => level === text) ?? "";
}

/** Search, how bad, and of which update or request. */
export function Tools({ view }: { view: LogView }) {
  const { logs } = useLogWords();
  const { router } = useBerry();
  const only = [
    view.update && (["update", logs.update(view.update)] as const),
    view.request && (["request", logs.request(shortId(view.request))] as const),
  ].filter((it) => it !== "");
  return (
    <div class={styles.tools}>
      <SearchField
        value={view.search}
        label={logs.searchLabel}
        onSearch={(search) => router.set({ search })}
      />
      <Choice
        label={logs.levels}
        value={view.level}
        options={levels.map((level) => [level, logs.level[level || "all"]] as const)}
        onChoose={(level) => router.set({ level })}
      />
      {only.length > 0 && (
        <div class={styles.chips}>
          {only.map(([name, text]) => (
            <button key={name} type="button" class={styles.chip} onClick={() => router.set({ [name]: "" })}>
              <span>{logs.only(text)}</span>
              <Icon name="close" size={16} />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
