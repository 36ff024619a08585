import type { FeedItem } from "../api/types";
import { useBerry } from "../app/useBerry";
import { authorOf } from "../conversations/authorOf";
import { Opened } from "../files/Opened";
import { useWords } from "../i18n/useWords";
import type { Whole } from "../messages/albums";
import { describe, kindName } from "../messages/describe";
import { nameOf } from "../messages/nameOf";
import { reasonOf } from "../messages/reasonOf";
import { Button } from "../ui/Button";
import { Facts } from "../ui/Facts";
import { Quote } from "../ui/Quote";
import { Sheet } from "../ui/Sheet";

/** One message of the feed in full. */
export function FeedSheet({ row, onClose }: { row: Whole<FeedItem>; onClose(): void }) {
  const { words, format } = useWords();
  const { router } = useBerry();
  const { item, person } = row;
  const name = [person ? nameOf(person) : words.unknown, person?.username && `@${person.username}`];
  return (
    <Sheet title={name.filter(Boolean).join(" · ")} onClose={onClose}>
      <Opened file={item} />
      <Quote>{describe(item, words)}</Quote>
      <Facts
        facts={[
          ...(item.direction === "out" && item.author
            ? [[words.activity.who, <bdi key="who">{authorOf(item.author, "", words)}</bdi>] as const]
            : []),
          [words.activity.time, format.moment(item.sentAt)],
          [words.activity.kind, kindName(item.kind, words)],
          ...(row.parts > 1 ? [[words.activity.albumOnly, format.number(row.parts)] as const] : []),
          [words.activity.state, words.state[item.state]],
          [words.activity.why, reasonOf(item, words)],
        ]}
      />
      <Button
        look="soft"
        onClick={() => {
          onClose();
          router.go("conversation", { chat: String(item.chatId), at: item.id });
        }}
      >
        {words.conversation.open}
      </Button>
    </Sheet>
  );
}
