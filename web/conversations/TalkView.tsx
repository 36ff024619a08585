import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Problem } from "../api/problem";
import { conversation as conversationQuery, pathOf } from "../api/queries";
import type { ConversationMessage } from "../api/types";
import { useBerry, useSelf } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { confirm } from "../telegram/telegram";
import { Note } from "../ui/Note";
import { Widget } from "../ui/Widget";
import { Lost } from "./Conversation";
import { chatName } from "./chatName";
import { useDeeds } from "./DeedsContext";
import { Foot } from "./Foot";
import { Head } from "./Head";
import { PendingBubble } from "./PendingBubble";
import { Stream } from "./Stream";
import styles from "./Talk.module.css";
import { type Talk, TalkContext } from "./TalkContext";
import { type Over, TalkSheets } from "./TalkSheets";
import { TalkSkeleton } from "./TalkSkeleton";
import { useDrop } from "./useDrop";
import { useReading } from "./useReading";
import { useRoom } from "./useRoom";
import { useRun } from "./useRun";
import { useTalkKeys } from "./useTalkKeys";
import { useThread } from "./useThread";
import { useUploads } from "./useUploads";
import { useWriting } from "./useWriting";
import { finish, reopen, wished } from "./wishes";

/** Minutes after which somebody waits too long, until the server has told the owner's own limit. */
const LIMIT = 15;

/** One conversation: who, what was said, and the field to answer in. */
export function TalkView({ chat, at }: { chat: number; at: string }) {
  const { words } = useWords();
  const { client, outbox, router } = useBerry();
  const self = useSelf();
  const place = useRef<HTMLElement>(null);
  const [over, setOver] = useState<Over | null>(null);
  useRoom(place);

  const detail = useQuery(conversationQuery(client, chat));
  const { wishes, act } = useDeeds();
  const conversation = useMemo(
    () => detail.data && wished(detail.data.conversation, wishes),
    [detail.data, wishes],
  );
  const name = conversation ? chatName(conversation) : words.unknown;
  const unreadNow = conversation?.unread ?? (detail.error ? false : undefined);
  const thread = useThread(chat, at, unreadNow);
  const { items, scroll } = thread;
  const fresh = useReading(chat, items, scroll.pinned, conversation?.unread ?? false);

  const run = useRun(chat);
  const uploads = useUploads();
  const dragged = useDrop(place, uploads.add);
  const writing = useWriting(chat, detail.data, items.at(-1)?.id, uploads, run);
  const entries = useSyncExternalStore(outbox.watch, () => outbox.entries);
  const pending = entries.filter(
    (entry) => entry.chatId === chat && !items.some(({ id }) => id === entry.id),
  );

  const editable = () =>
    items.findLast(
      (item) => item.mayEdit && item.staffId === self.id && item.kind !== "note" && !item.deletedAt,
    );
  const newestOfPerson = () => items.findLast(({ direction }) => direction === "in");
  const toggle = () => {
    if (conversation) act(conversation.doneAt ? reopen([conversation]) : finish([conversation], Date.now()));
  };
  useTalkKeys({
    reply: () => writing.setReply(newestOfPerson()?.id),
    done: toggle,
  });

  const pathOfItem = (item: ConversationMessage) => `${pathOf(chat)}/messages/${encodeURIComponent(item.id)}`;
  const remove = async (item: ConversationMessage) => {
    const { remove: yes, removeSure, removeNoteSure } = words.conversation.act;
    const sure = item.kind === "note" ? removeNoteSure : removeSure;
    if (await confirm(sure, yes, words.conversation.cancel))
      await run(() => client.send("DELETE", pathOfItem(item)));
  };
  const retry = async (item: ConversationMessage) => {
    const { sendAgain, sendAgainSure, cancel } = words.conversation;
    const asks = item.state === "unknown";
    if (!asks || (await confirm(sendAgainSure, sendAgain, cancel)))
      await run(() => client.send("POST", `${pathOfItem(item)}/retry`));
  };
  const acts = useRef({ remove, retry, writing, thread });
  acts.current = { remove, retry, writing, thread };
  // The same for every drawing: hundreds of bubbles depend on it.
  const talk = useMemo<Talk>(
    () => ({
      chat,
      ...(conversation ? { conversation } : {}),
      name,
      reply: (item) => acts.current.writing.setReply(item.id),
      edit: (item) => acts.current.writing.setEditing(item),
      remove: (item) => void acts.current.remove(item),
      retry: (item) => void acts.current.retry(item),
      acts: (item) => setOver({ look: "acts", item }),
      versions: (item) => setOver({ look: "versions", item }),
      jump: (id) => acts.current.thread.jump(id),
      view: (files, start) => setOver({ look: "files", files, start }),
    }),
    [chat, conversation, name],
  );

  const missing = detail.error instanceof Problem && detail.error.status === 404;
  if (missing && !conversation) return <Lost />;
  return (
    <TalkContext.Provider value={talk}>
      <section ref={place} class={styles.talk} aria-label={name}>
        <Head
          conversation={conversation}
          name={name}
          limitMinutes={detail.data?.limitMinutes ?? LIMIT}
          onBack={() => router.go("inbox")}
          onAbout={() => setOver({ look: "about" })}
          onMenu={() => setOver({ look: "ask", asks: "menu" })}
          onDone={toggle}
        />
        <div class={styles.middle}>
          <Widget query={thread.query} skeleton={<TalkSkeleton />}>
            {() => (
              <Stream
                items={items}
                unread={thread.unread}
                scroll={scroll}
                fresh={fresh}
                onNewest={thread.toNewest}
                above={
                  items.length === 0 && pending.length === 0 ? (
                    <Note icon="empty" title={words.conversation.empty} text={words.conversation.emptyHint} />
                  ) : (
                    <p class={styles.edge} aria-hidden={!thread.beginning && !thread.loadingOlder}>
                      {thread.beginning
                        ? words.conversation.beginning
                        : thread.loadingOlder
                          ? words.conversation.older
                          : ""}
                    </p>
                  )
                }
                below={
                  thread.complete &&
                  pending.map((entry) => (
                    <PendingBubble key={entry.key} entry={entry} onDraft={() => writing.takeBack(entry)} />
                  ))
                }
              />
            )}
          </Widget>
        </div>
        <Foot
          detail={detail.data}
          items={items}
          writing={writing}
          uploads={uploads}
          answered={pending.find(({ stage }) => stage === "answered")}
          onEditLast={() => writing.setEditing(editable() ?? null)}
          onSend={(done) => {
            const answer = writing.mode === "write";
            writing.finish(done);
            if (answer) thread.toNewest();
          }}
        />
        {dragged && <p class={styles.drop}>{words.conversation.drop}</p>}
        <TalkSheets
          over={over}
          detail={detail.data}
          conversation={conversation}
          name={name}
          onOver={setOver}
        />
      </section>
    </TalkContext.Provider>
  );
}
