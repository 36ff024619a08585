import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { rows } from "../api/pages";
import { conversations, waitingView } from "../api/queries";
import type { Conversation } from "../api/types";
import { LiveDot } from "../app/LiveDot";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { haptic } from "../telegram/telegram";
import { Button } from "../ui/Button";
import { FreshPill } from "../ui/FreshPill";
import { useNear } from "../ui/useNear";
import { useNow } from "../ui/useNow";
import { Widget } from "../ui/Widget";
import { type Ask, Asking } from "./Asking";
import { BulkBar } from "./BulkBar";
import { EmptyList } from "./EmptyList";
import { FilterSheet } from "./FilterSheet";
import styles from "./List.module.css";
import { ListSkeleton } from "./ListSkeleton";
import { type Listing, plain } from "./order";
import { Row } from "./Row";
import { Rows } from "./Rows";
import { Tools } from "./Tools";
import { useHeldOrder } from "./useHeldOrder";
import { focusAfter, useInboxKeys } from "./useInboxKeys";
import { useMyName } from "./useMyName";
import { useSelection } from "./useSelection";
import { chosenOf, useParameters, viewOf } from "./view";
import { countsWith, finish, type Wish, withWishes } from "./wishes";

interface Properties {
  /** The conversation beside the list. */
  open: number | null;
  /** Whether there is one beside it at all, and room for choosing several rows. */
  wide: boolean;
  wishes: readonly Wish[];
  own: Set<number>;
  onWish(wish: Wish): void;
  onOpen(chat: Conversation): void;
}

/** The conversations of a tab. */
export function List({ open, wide, wishes, own, onWish, onOpen }: Properties) {
  const { words } = useWords();
  const { client } = useBerry();
  const self = useSelf().id;
  const me = useMyName();
  const now = useNow();
  const [parameters, set] = useParameters();
  const view = viewOf(parameters);
  const [ask, setAsk] = useState<Ask | null>(null);
  const [filtering, setFiltering] = useState(false);

  const query = useInfiniteQuery(conversations(client, view));
  const waiting = useInfiniteQuery(conversations(client, waitingView));
  const known = [...rows(query.data), ...rows(waiting.data)];
  const page = waiting.data?.pages[0] ?? query.data?.pages[0];
  const counts = page && countsWith(page.counts, known, wishes, self, now);
  const listed = withWishes(rows(query.data), wishes, view.tab, self, now);

  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const scroller = useRef<HTMLDivElement | null>(null);
  scroller.current = box;
  const choosing = useRef(false);
  const held = useHeldOrder({
    rows: listed,
    // Old rows that stand in until the new ones are there are no order to hold.
    view: `${JSON.stringify(view)}${query.isPlaceholderData}`,
    scroller,
    own,
    busy: choosing.current || ask !== null,
  });
  const order = held.shown.map(({ chatId }) => chatId);
  const { selection, choose, clear } = useSelection(order);
  choosing.current = selection.size > 0;
  const chosen = held.shown.filter(({ chatId }) => selection.has(chatId)).map(plain);

  const end = useRef<HTMLDivElement>(null);
  const nearEnd = useNear(end, wide ? box : null, 800);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const wantsMore = nearEnd && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);

  const done = (chat: Conversation) => {
    haptic();
    focusAfter(chat.chatId);
    onWish(finish([plain(chat)], Date.now()));
  };
  const acts = {
    open: onOpen,
    done,
    snooze: (chat: Listing) => setAsk({ what: "snooze", chats: [plain(chat)] }),
    menu: (chat: Listing) => setAsk({ what: "menu", chats: [plain(chat)] }),
    select: (chat: Listing, stretch: boolean) => choose(chat.chatId, stretch),
  };
  useInboxKeys({
    KeyE: (chatId) => {
      if (chosen.length > 0) {
        clear();
        onWish(finish(chosen, Date.now()));
        return true;
      }
      const chat = held.shown.find((row) => row.chatId === chatId);
      if (chat && !chat.doneAt) done(chat);
      return chat !== undefined;
    },
    KeyX: (chatId) => {
      if (!wide || chatId === null || !order.includes(chatId)) return false;
      choose(chatId, false);
      return true;
    },
  });

  const narrowed = view.search !== "" || chosenOf(parameters).length > 0;
  return (
    <section class={styles.list} aria-label={words.inbox.list}>
      <div class={styles.head}>
        <header class={styles.header}>
          <h1 tabIndex={-1}>{words.tab.inbox}</h1>
          <LiveDot />
        </header>
        <Tools
          parameters={parameters}
          counts={counts}
          onSet={(changes) => {
            clear();
            box?.scrollTo(0, 0);
            set(changes);
          }}
          onFilters={() => setFiltering(true)}
        />
      </div>
      <div ref={setBox} class={styles.scroller} data-selecting={selection.size > 0}>
        <FreshPill
          count={held.waiting}
          onShow={() => {
            clear();
            if (wide) box?.scrollTo(0, 0);
            else box?.scrollIntoView({ block: "start" });
          }}
        />
        <div class={styles.card} data-old={query.isPlaceholderData} aria-busy={query.isPlaceholderData}>
          <Widget query={query} skeleton={<ListSkeleton rows={8} />}>
            {() =>
              held.shown.length === 0 ? (
                <EmptyList tab={view.tab} narrowed={narrowed} fresh={!narrowed && counts?.all === 0} />
              ) : (
                <Rows
                  rows={held.shown}
                  scroller={wide ? box : null}
                  draw={(chat) => (
                    <Row
                      key={chat.chatId}
                      chat={chat}
                      now={now}
                      limitMinutes={page?.limitMinutes ?? 15}
                      search={view.search}
                      me={me}
                      current={chat.chatId === open}
                      selected={wide ? selection.has(chat.chatId) : null}
                      acts={acts}
                    />
                  )}
                />
              )
            }
          </Widget>
          {isFetchingNextPage && !isFetchNextPageError && <ListSkeleton rows={2} />}
        </div>
        <div ref={end} class={styles.end}>
          {isFetchNextPageError && (
            <Button look="soft" onClick={() => void fetchNextPage()}>
              {words.act.retry}
            </Button>
          )}
          {!hasNextPage && held.shown.length > 10 && <p>{words.inbox.end}</p>}
        </div>
      </div>
      {selection.size > 0 && (
        <BulkBar
          count={selection.size}
          onClear={clear}
          onChoose={(choice) => {
            if (choice !== "done") return setAsk({ what: choice, chats: chosen });
            clear();
            onWish(finish(chosen, Date.now()));
          }}
        />
      )}
      {filtering && <FilterSheet parameters={parameters} onSet={set} onClose={() => setFiltering(false)} />}
      {ask && (
        <Asking
          ask={ask}
          onAsk={setAsk}
          onWish={(wish) => {
            clear();
            onWish(wish);
          }}
        />
      )}
    </section>
  );
}
