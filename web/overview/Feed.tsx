import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { rows } from "../api/pages";
import { feed } from "../api/queries";
import type { DataKind, FeedItem } from "../api/types";
import { openConversation } from "../app/openConversation";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { type Whole, whole } from "../messages/albums";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { FreshPill } from "../ui/FreshPill";
import { Note } from "../ui/Note";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { useHeld } from "../ui/useHeld";
import { useNow } from "../ui/useNow";
import { Widget } from "../ui/Widget";
import styles from "./Feed.module.css";
import { FeedRow } from "./FeedRow";
import { FeedSheet } from "./FeedSheet";

const FIRST = 12;

/** Everybody's messages as they come. */
export function Feed({ data }: { data: DataKind }) {
  const { words } = useWords();
  const { client, router } = useBerry();
  const now = useNow();
  const query = useInfiniteQuery(feed(client, data));
  const list = useRef<HTMLDivElement>(null);
  const held = useHeld(rows(query.data), list);
  const [limit, setLimit] = useState(FIRST);
  const [open, setOpen] = useState<Whole<FeedItem> | null>(null);

  // Made-up people have no inbox: of their messages all there is stands in a sheet.
  const opened = (row: Whole<FeedItem>) =>
    data === "demo" ? setOpen(row) : openConversation(router, row.item.chatId);
  const more = () => {
    setLimit(limit + 30);
    if (query.hasNextPage && held.shown.length < limit + 30) void query.fetchNextPage();
  };
  return (
    <div ref={list} class={styles.feed}>
      <FreshPill count={held.waiting} onShow={held.release} />
      <Card title={words.overview.feed} flush>
        <Widget query={query} skeleton={<RowsSkeleton rows={FIRST} />}>
          {() =>
            held.shown.length === 0 ? (
              <Note icon="empty" title={words.overview.feedEmpty} text={words.overview.feedEmptyHint} />
            ) : (
              <ul>
                {whole(held.shown)
                  .slice(0, limit)
                  .map((row) => (
                    <li key={row.item.id}>
                      <FeedRow row={row} now={now} onOpen={() => opened(row)} />
                    </li>
                  ))}
              </ul>
            )
          }
        </Widget>
        {(held.shown.length > limit || query.hasNextPage) && (
          <div class={styles.more}>
            <Button look="plain" onClick={more}>
              {words.act.more}
            </Button>
          </div>
        )}
      </Card>
      {open && <FeedSheet row={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
