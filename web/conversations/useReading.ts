import { useEffect, useRef, useState } from "react";
import { pathOf } from "../api/queries";
import type { ConversationMessage } from "../api/types";
import { useBerry } from "../app/useBerry";

/**
 * Tells the server how far the conversation is read: once the newest message is on a screen somebody looks at. Counts
 * what has come while the reader was further up.
 *
 * @param items oldest first
 */
export function useReading(
  chat: number,
  items: ConversationMessage[],
  pinned: boolean,
  unread: boolean,
): number {
  const { client } = useBerry();
  const [seen, setSeen] = useState<string | undefined>(undefined);
  const told = useRef("");
  const visible = useVisible();
  const newest = items.at(-1);
  const newestIn = items.findLast(({ direction }) => direction === "in");

  useEffect(() => {
    if (pinned || seen === undefined) setSeen(newest?.id);
  }, [pinned, seen, newest?.id]);

  const at = newestIn?.sentAt ?? "";
  useEffect(() => {
    if (!pinned || !visible || at === "" || (!unread && told.current === "") || told.current === at) return;
    const before = told.current;
    told.current = at;
    client.send("POST", `${pathOf(chat)}/read`, { at }).catch(() => {
      // It is told with the next message, or when the conversation is opened again.
      told.current = before;
    });
  }, [client, chat, at, pinned, visible, unread]);

  if (pinned || seen === undefined) return 0;
  const from = items.findIndex(({ id }) => id === seen);
  return from < 0 ? 0 : items.slice(from + 1).filter(({ direction }) => direction === "in").length;
}

function useVisible(): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return visible;
}
