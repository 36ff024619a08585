import { useEffect, useLayoutEffect, useRef } from "react";
import { lazyScreen } from "../app/lazyScreen";
import { useBerry, usePlace } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Note } from "../ui/Note";
import { useWide } from "../ui/useWide";
import { DeedsContext } from "./DeedsContext";
import styles from "./Inbox.module.css";
import { List } from "./List";
import { neighbour } from "./neighbour";
import { Told } from "./Told";
import { useWishes } from "./useWishes";
import type { Wish } from "./wishes";

/** The list does not wait for the code of what it opens. */
const Conversation = lazyScreen(() => import("./Conversation").then((module) => module.Conversation));

/** Everybody who writes: a list, and beside it (on a phone in its place) the conversation that is open. */
export function Inbox() {
  const { words } = useWords();
  const { router } = useBerry();
  const place = usePlace();
  const wide = useWide();
  const { own, ...known } = useWishes();
  const open = place.screen === "conversation" ? Number(place.parameters.chat) : null;
  const left = useRef({ scroll: 0, chat: 0 });

  const listed = wide || open === null;
  // The list is found again where it was left, and the keyboard with it.
  useLayoutEffect(() => {
    window.scrollTo(0, listed && !wide ? left.current.scroll : 0);
  }, [listed, wide]);
  useEffect(() => {
    if (!listed || !document.hasFocus()) return;
    const title = document.querySelector<HTMLElement>("#content h1");
    (rowOf(left.current.chat) ?? title)?.focus({ preventScroll: true });
  }, [listed]);

  const go = (chat: number) => router.go("conversation", { chat: String(chat) });
  /** Who is done with the open conversation wants the next one; on a phone, the list. */
  const act = (wish: Wish) => {
    if (wish.name === "done" && open !== null && wish.chats.some(({ chatId }) => chatId === open)) {
      const next = wide
        ? neighbour(chatsOnScreen(), open, new Set(wish.chats.map(({ chatId }) => chatId)))
        : null;
      if (next === null) router.go("inbox");
      else if (next !== undefined) {
        go(next);
        rowOf(next)?.focus();
      }
    }
    known.act(wish);
  };

  return (
    <DeedsContext.Provider value={{ ...known, act }}>
      <main id="content" class={styles.inbox}>
        {listed && (
          <List
            open={open}
            wide={wide}
            wishes={known.wishes}
            own={own}
            onWish={act}
            onOpen={({ chatId }) => {
              left.current = { scroll: window.scrollY, chat: chatId };
              go(chatId);
            }}
          />
        )}
        {(wide || open !== null) && (
          <div class={styles.pane}>
            {open === null ? (
              <div class={styles.nobody}>
                <Note icon="inbox" title={words.inbox.choose} text={words.inbox.chooseHint} />
              </div>
            ) : (
              <Conversation key={open} />
            )}
          </div>
        )}
        {open === null && <Told class={styles.toasts} />}
      </main>
    </DeedsContext.Provider>
  );
}

function rowOf(chat: number): HTMLElement | null {
  return document.querySelector(`[data-chat="${chat}"] [data-row]`);
}

/** In their order; a list of thousands has only those near the view in the document. */
function chatsOnScreen(): number[] {
  return [...document.querySelectorAll<HTMLElement>("[data-chat]")].map(({ dataset }) =>
    Number(dataset.chat),
  );
}
