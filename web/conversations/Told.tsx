import { useWords } from "../i18n/useWords";
import { Toast } from "../ui/Toast";
import { useDeeds } from "./DeedsContext";

/** What was said of the latest deed, where the reader looks: below the list, above the field of a conversation. */
export function Told({ class: name }: { class: string | undefined }) {
  const { words } = useWords();
  const { said, hush } = useDeeds();
  return (
    <div class={name} role="status">
      {said && <Toast key={said.id} said={said} undoWord={words.inbox.act.undo} onEnd={hush} />}
    </div>
  );
}
