import { useQuery } from "@tanstack/react-query";
import { conversationMessage } from "../api/queries";
import type { ConversationMessage } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Sheet } from "../ui/Sheet";
import { Widget } from "../ui/Widget";
import styles from "./Options.module.css";
import { RichText } from "./RichText";

/** The texts a message had, the present one first. */
export function VersionsSheet({ item, onClose }: { item: ConversationMessage; onClose(): void }) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const query = useQuery(conversationMessage(client, item.chatId, item.id));
  return (
    <Sheet title={words.conversation.earlier} onClose={onClose}>
      <Widget query={query} skeleton={<RowsSkeleton rows={2} />}>
        {({ item: now, versions }) => (
          <ol class={styles.versions}>
            <li>
              <RichText text={now.text ?? words.unknown} large={false} />
              <time dateTime={now.editedAt ?? now.sentAt}>
                {words.conversation.now} · {format.moment(now.editedAt ?? now.sentAt)}
              </time>
            </li>
            {versions.map((version, place) => (
              <li key={place}>
                <RichText text={version.text ?? words.unknown} large={false} />
                <time dateTime={version.at}>{format.moment(version.at)}</time>
              </li>
            ))}
          </ol>
        )}
      </Widget>
    </Sheet>
  );
}
