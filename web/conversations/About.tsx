import type { ConversationDetail } from "../api/types";
import { useWords } from "../i18n/useWords";
import { reasonOf } from "../messages/reasonOf";
import { openLink } from "../telegram/telegram";
import { Facts } from "../ui/Facts";
import { Sheet } from "../ui/Sheet";
import { profileOf } from "./links";
import styles from "./Options.module.css";

/** What is known of the one who writes. */
export function About({
  detail,
  name,
  onClose,
}: {
  detail: ConversationDetail;
  name: string;
  onClose(): void;
}) {
  const { words, format } = useWords();
  const { about } = words.conversation;
  const { conversation, details } = detail;
  const { person } = conversation;
  const language = person?.language && (words.inbox.languages[person.language] ?? person.language);
  const link = person?.username && profileOf(person.username);
  const moment = (time: string | undefined) => (time ? format.moment(time) : words.unknown);
  return (
    <Sheet title={<bdi>{name}</bdi>} onClose={onClose}>
      <Facts
        facts={[
          [about.id, person?.id ?? conversation.chatId],
          ...(person?.username ? [[about.username, <bdi key="name">@{person.username}</bdi>] as const] : []),
          ...(language ? [[about.language, language] as const] : []),
          [about.source, <bdi key="source">{person?.source || about.direct}</bdi>],
          [about.first, moment(details.firstSeenAt)],
          [about.last, moment(details.lastSeenAt)],
          ...(details.blockedAt ? [[about.blocked, format.moment(details.blockedAt)] as const] : []),
          ...(conversation.unreachable
            ? [
                [
                  words.activity.why,
                  reasonOf({ state: "failed", reason: conversation.unreachable }, words),
                ] as const,
              ]
            : []),
          [about.messages, format.number(details.messages)],
          [about.tags, conversation.tags.length > 0 ? conversation.tags.join(", ") : about.none],
        ]}
      />
      {link && (
        <a
          class={styles.link}
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          onClick={(event) => openLink(link) && event.preventDefault()}
        >
          {about.telegram}
        </a>
      )}
    </Sheet>
  );
}
