import { useQuery } from "@tanstack/react-query";
import { facets } from "../api/queries";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Sheet } from "../ui/Sheet";
import { Widget } from "../ui/Widget";
import { filterValue } from "./filterValue";
import styles from "./Options.module.css";
import { type FilterName, filters, type Parameters } from "./view";

interface Properties {
  parameters: Parameters;
  onSet(changes: Record<string, string>): void;
  onClose(): void;
}

/** Narrows the list; each choice acts at once. */
export function FilterSheet({ parameters, onSet, onClose }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const query = useQuery(facets(client));
  const { inbox } = words;
  return (
    <Sheet title={inbox.filters} onClose={onClose}>
      <Group name="unread" values={["true"]} parameters={parameters} onSet={onSet} />
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ languages, tags, sources }) => (
          <>
            <Group name="language" values={languages} parameters={parameters} onSet={onSet} />
            <Group name="tag" values={tags} parameters={parameters} onSet={onSet} />
            <Group name="source" values={sources} parameters={parameters} onSet={onSet} />
          </>
        )}
      </Widget>
      <div class={styles.actions}>
        <Button look="soft" onClick={() => onSet(Object.fromEntries(filters.map((name) => [name, ""])))}>
          {inbox.noFilters}
        </Button>
      </div>
    </Sheet>
  );
}

interface GroupProperties extends Omit<Properties, "onClose"> {
  name: FilterName;
  values: string[];
}

function Group({ name, values, parameters, onSet }: GroupProperties) {
  const { words } = useWords();
  const chosen = parameters[name] ?? "";
  if (values.length === 0) return null;
  return (
    <fieldset class={styles.filter}>
      <legend>{words.inbox.filter[name]}</legend>
      <div class={styles.chips}>
        {["", ...values].map((value) => (
          <button
            key={value}
            type="button"
            data-quiet={value !== chosen}
            aria-pressed={value === chosen}
            onClick={() => onSet({ [name]: value })}
          >
            <span>{value === "" ? words.inbox.any : filterValue(name, value, words)}</span>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
