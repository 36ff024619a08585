import { useEffect, useLayoutEffect, useRef } from "react";
import { lazyScreen } from "../app/lazyScreen";
import { useBerry, usePlace } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { Note } from "../ui/Note";
import { Toast } from "../ui/Toast";
import { useWide } from "../ui/useWide";
import styles from "./Inbox.module.css";
import { List } from "./List";
import { useWishes } from "./useWishes";

/** The list does not wait for the code of what it opens. */
const Conversation = lazyScreen(() => import("./Conversation").then((module) => module.Conversation));

/** Everybody who writes: a list, and beside it (on a phone in its place) the conversation that is open. */
export function Inbox() {
  const { words } = useWords();
  const { router } = useBerry();
  const place = usePlace();
  const wide = useWide();
  const { wishes, own, act, said, hush } = useWishes();
  const open = place.screen === "conversation" ? Number(place.parameters.chat) : null;
  const left = useRef({ scroll: 0, chat: 0 });

  const listed = wide || open === null;
  // The list is found again where it was left, and the keyboard with it.
  useLayoutEffect(() => {
    window.scrollTo(0, listed && !wide ? left.current.scroll : 0);
  }, [listed, wide]);
  useEffect(() => {
    if (!listed || !document.hasFocus()) return;
    const row = document.querySelector<HTMLElement>(`[data-chat="${left.current.chat}"] [data-row]`);
    (row ?? document.querySelector<HTMLElement>("#content h1"))?.focus({ preventScroll: true });
  }, [listed]);

  const list = listed && (
    <List
      open={open}
      wide={wide}
      wishes={wishes}
      own={own}
      onWish={act}
      onOpen={({ chatId }) => {
        left.current = { scroll: window.scrollY, chat: chatId };
        router.go("conversation", { chat: String(chatId) });
      }}
    />
  );
  return (
    <main id="content" class={styles.inbox} data-open={open !== null}>
      {list}
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
      <div class={styles.toasts} role="status">
        {said && <Toast key={said.id} said={said} undoWord={words.inbox.act.undo} onEnd={hush} />}
      </div>
    </main>
  );
}
