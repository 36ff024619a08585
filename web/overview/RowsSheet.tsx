import { useInfiniteQuery } from "@tanstack/react-query";
import { tileRows } from "../api/queries";
import type { TileName } from "../api/types";
import { openConversation } from "../app/openConversation";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";
import { Prose } from "../ui/Prose";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Sheet } from "../ui/Sheet";
import { Widget } from "../ui/Widget";
import { PersonRow } from "./PersonRow";
import styles from "./RowsSheet.module.css";
import { useView } from "./view";

interface Properties {
  tile: TileName;
  limitMinutes: number;
  onClose(): void;
}

/** What a tile counts, and the very rows it counted. */
export function RowsSheet({ tile, limitMinutes, onClose }: Properties) {
  const { words } = useWords();
  const { client, router } = useBerry();
  const { range, data } = useView();
  const query = useInfiniteQuery(tileRows(client, tile, range, data));
  // Who waits does so in the chat with the bot, which has the person's own number. Made-up people have no inbox.
  const opens = tile === "unansweredNow" && data === "real";
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  return (
    <Sheet title={words.overview.tile[tile]} onClose={onClose}>
      <Prose>{words.overview.define[tile](limitMinutes)}</Prose>
      <Prose>{words.overview.zone(zone)}</Prose>
      <h3 class={styles.heading}>{words.overview.behind}</h3>
      <Widget query={query} skeleton={<RowsSkeleton rows={3} />}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) return <Note icon="empty" title={words.overview.behindEmpty} />;
          return (
            <ul>
              {rows.map((row, index) => (
                // The same person may stand here many times.
                <li key={`${row.person.id} ${row.at} ${index}`}>
                  <PersonRow
                    row={row}
                    {...(tile === "unansweredNow" && { limitMinutes })}
                    {...(opens && { onOpen: () => openConversation(router, row.person.id) })}
                  />
                </li>
              ))}
            </ul>
          );
        }}
      </Widget>
      {query.hasNextPage && (
        <Button look="soft" onClick={() => void query.fetchNextPage()}>
          {words.act.more}
        </Button>
      )}
    </Sheet>
  );
}
