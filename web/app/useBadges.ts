import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { rows } from "../api/pages";
import { messages, overview } from "../api/queries";
import type { Range } from "../api/types";
import type { Screen } from "./router";
import { mayOpen } from "./tabs";
import { useBerry, usePlace, useSelf } from "./useBerry";

/** One number per tab: people waiting at the Overview, answers not yet seen at the Activity. */
export function useBadges(): Partial<Record<Screen, number>> {
  const { client, router } = useBerry();
  const { screen } = usePlace();
  const counted = mayOpen(useSelf(), "overview");
  const [seenUntil, setSeenUntil] = useState(Date.now);

  const range = (router.leftAt("overview")?.parameters.range ?? "7d") as Range;
  const waiting = useQuery({ ...overview(client, range, "real"), enabled: counted });
  const mine = useInfiniteQuery(messages(client, "all", ""));

  const answers = rows(mine.data).filter((message) => message.direction === "out");
  const unseen = answers.filter((message) => Date.parse(message.sentAt) > seenUntil).length;
  useEffect(() => {
    if (screen === "activity" && unseen > 0) setSeenUntil(Date.now());
  }, [screen, unseen]);

  return {
    overview: waiting.data?.tiles.unansweredNow.value ?? 0,
    activity: screen === "activity" ? 0 : unseen,
  };
}
