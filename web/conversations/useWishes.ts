import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Client } from "../api/client";
import { Problem } from "../api/problem";
import { pathOf } from "../api/queries";
import type { Conversation } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import type { Said } from "../ui/Toast";
import { whyFailed } from "../ui/whyFailed";
import { reverse, type Wish } from "./wishes";

/** More at once would only wait for each other on the server. */
const AT_ONCE = 4;

/**
 * Acts on conversations. A wish shows at once and is laid over whatever the server says until it has confirmed it, so
 * that an answer from before cannot bring a row back for a moment; a refused one disappears again, with words.
 */
export function useWishes() {
  const { client } = useBerry();
  const { words } = useWords();
  const queries = useQueryClient();
  const [wishes, setWishes] = useState<Wish[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const own = useRef(new Set<number>());
  const count = useRef(0);
  const say = useCallback((what: Omit<Said, "id">) => {
    count.current += 1;
    setSaid({ ...what, id: count.current });
  }, []);
  const hush = useCallback(() => setSaid(null), []);
  const forget = (wish: Wish) => setWishes((known) => known.filter((other) => other !== wish));

  const send = async (wish: Wish): Promise<Conversation[]> => {
    setWishes((known) => [...known, wish]);
    for (const { chatId } of wish.chats) own.current.add(chatId);
    const { granted, refused, error } = await ask(client, wish);
    await Promise.all([
      granted.length > 0 && queries.invalidateQueries({ queryKey: ["conversations"] }),
      ...granted.map(({ chatId }) => queries.invalidateQueries({ queryKey: ["conversation", chatId] })),
    ]);
    if (wish.path === "tags") void queries.invalidateQueries({ queryKey: ["facets"] });
    forget(wish);
    if (refused > 0) {
      const offline = error instanceof Problem && error.offline;
      const why = offline ? words.inbox.noConnection : whyFailed(error, words);
      say({ text: words.inbox.notDone(refused, why), failed: true });
    }
    return granted;
  };

  const act = (wish: Wish) => {
    if (wish.chats.length === 0) return;
    const sent = send(wish);
    say({
      text: words.inbox.said[wish.name](wish.chats.length),
      undo: () => {
        forget(wish);
        void sent.then((chats) => {
          if (chats.length > 0) void send(reverse({ ...wish, chats }));
        });
      },
    });
  };

  return { wishes, own: own.current, act, said, say, hush };
}

async function ask(client: Client, { chats, path, body }: Wish) {
  const waiting = [...chats];
  const granted: Conversation[] = [];
  let refused = 0;
  let error: unknown;
  const worker = async () => {
    for (let chat = waiting.shift(); chat; chat = waiting.shift()) {
      try {
        await client.send<void>("POST", `${pathOf(chat.chatId)}/${path}`, body(chat));
        granted.push(chat);
      } catch (failure) {
        refused += 1;
        error = failure;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { granted, refused, error };
}
