import { useState } from "react";
import type { Message } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import type { Whole } from "../messages/albums";
import { MessageRow } from "../messages/MessageRow";
import { MessageSheet } from "../messages/MessageSheet";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Note } from "../ui/Note";
import { useNow } from "../ui/useNow";

/** My last few messages, answers and files. */
export function Recent({ items }: { items: Array<Whole<Message>> }) {
  const { words, format } = useWords();
  const { router } = useBerry();
  const now = useNow();
  const [open, setOpen] = useState<Whole<Message> | null>(null);
  const all = (
    <Button look="plain" onClick={() => router.go("activity", {})}>
      {words.act.all}
    </Button>
  );
  return (
    <Card title={words.home.recent} action={items.length > 0 && all} flush>
      {items.length === 0 ? (
        <Note icon="empty" title={words.activity.empty} text={words.home.recentEmpty} />
      ) : (
        <ul aria-live="polite">
          {items.map((message) => (
            <li key={message.id}>
              <MessageRow
                message={message}
                time={format.agoShort(message.sentAt, now)}
                onOpen={() => setOpen(message)}
              />
            </li>
          ))}
        </ul>
      )}
      {open && <MessageSheet message={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}
