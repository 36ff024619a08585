import { useInfiniteQuery } from "@tanstack/react-query";
import { tileRows } from "../api/queries";
import type { TileName } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { nameOf } from "../messages/nameOf";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { Note } from "../ui/Note";
import { Prose } from "../ui/Prose";
import { RowsSkeleton } from "../ui/RowsSkeleton";
import { Sheet } from "../ui/Sheet";
import { useNow } from "../ui/useNow";
import { Widget } from "../ui/Widget";
import styles from "./RowsSheet.module.css";
import { useView } from "./view";

interface Properties {
  tile: TileName;
  limitMinutes: number;
  onClose(): void;
}

/** What a tile counts, and the very rows it counted. */
export function RowsSheet({ tile, limitMinutes, onClose }: Properties) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const now = useNow();
  const { range, data } = useView();
  const query = useInfiniteQuery(tileRows(client, tile, range, data));
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
                <li key={`${row.person.id} ${row.at} ${index}`} class={styles.row}>
                  <Avatar id={row.person.id} name={nameOf(row.person)} />
                  <div class={styles.main}>
                    <p class={styles.name}>
                      {nameOf(row.person)}
                      {row.person.username && <span> @{row.person.username}</span>}
                    </p>
                    {row.text && <p class={styles.text}>{row.text}</p>}
                  </div>
                  {row.at && (
                    <time dateTime={row.at} title={format.moment(row.at)}>
                      {format.agoShort(row.at, now)}
                    </time>
                  )}
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
