import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { rows } from "../api/pages";
import { conversations, messages, waitingView } from "../api/queries";
import type { Screen } from "./router";
import { mayOpen } from "./tabs";
import { useBerry, usePlace, useSelf } from "./useBerry";

/** One number per tab: people waiting for too long at the Inbox, answers not yet seen at the Activity. */
export function useBadges(): Partial<Record<Screen, number>> {
  const { client } = useBerry();
  const { screen } = usePlace();
  const counted = mayOpen(useSelf(), "inbox");
  const [seenUntil, setSeenUntil] = useState(Date.now);

  const waiting = useInfiniteQuery({ ...conversations(client, waitingView), enabled: counted });
  const mine = useInfiniteQuery(messages(client, "all", ""));

  const answers = rows(mine.data).filter((message) => message.direction === "out");
  const unseen = answers.filter((message) => Date.parse(message.sentAt) > seenUntil).length;
  useEffect(() => {
    if (screen === "activity" && unseen > 0) setSeenUntil(Date.now());
  }, [screen, unseen]);

  return {
    inbox: waiting.data?.pages[0]?.counts.overLimit ?? 0,
    activity: screen === "activity" ? 0 : unseen,
  };
}
