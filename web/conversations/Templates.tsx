import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { atLeast } from "../settings/handles";
import { useRole } from "../settings/useRole";
import styles from "./Composer.module.css";
import { filled, type Offer } from "./fill";

interface Properties {
  id: string;
  offers: Offer[];
  chosen: number;
  name: string;
  onChoose(offer: Offer): void;
}

/** The templates that fit what follows the slash. The keys are the composer's. */
export function Templates({ id, offers, chosen, name, onChoose }: Properties) {
  const { words } = useWords();
  if (offers.length === 0) return <NoTemplate />;
  return (
    <div id={id} class={styles.templates} role="listbox" aria-label={words.conversation.templates}>
      {offers.map((offer, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as in every combobox
        <div
          key={`${offer.name} ${offer.language}`}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === chosen}
          ref={(element) => {
            if (place === chosen) element?.scrollIntoView({ block: "nearest" });
          }}
          // The field must not lose its keyboard.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(offer)}
        >
          <strong>
            /{offer.name} <small>{offer.language}</small>
          </strong>
          <span lang={offer.language}>{filled(offer.text, name)}</span>
        </div>
      ))}
    </div>
  );
}

/** Who may write templates is told where. */
function NoTemplate() {
  const { words } = useWords();
  const { router } = useBerry();
  const role = useRole();
  const { templatesNone, templatesMake } = words.conversation;
  return (
    <div class={styles.none}>
      <p role="status">{templatesNone}</p>
      {atLeast(role, "admin") && (
        <button type="button" onClick={() => router.go("more", { page: "templates" })}>
          {templatesMake}
        </button>
      )}
    </div>
  );
}
