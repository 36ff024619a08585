import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { Problem } from "../api/problem";
import { conversation as conversationQuery, pathOf, topicOf } from "../api/queries";
import type { Colleague, Conversation, ConversationDetail } from "../api/types";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { hapticOutcome } from "../telegram/telegram";
import type { Said } from "../ui/Flash";
import { until } from "./Head";

export interface Changes {
  done(done: boolean): void;
  snooze(until: string | null): void;
  assign(colleague: Colleague | null): void;
  tag(tags: string[]): void;
  /** Does something with the conversation's messages; false and told when it failed. */
  run(act: () => Promise<unknown>): Promise<boolean>;
}

/** What may be done with a whole conversation: shown at once, taken back when the server refuses, undone by a press. */
export function useChanges(chat: number, say: (said: Said) => void): Changes {
  const { words, format } = useWords();
  const { client, renew } = useBerry();
  const queries = useQueryClient();
  const talk = words.conversation;

  const run = useCallback(
    async (act: () => Promise<unknown>) => {
      try {
        await act();
        hapticOutcome("success");
        return true;
      } catch (error) {
        hapticOutcome("error");
        const offline = error instanceof Problem && error.offline;
        const why = offline ? words.failed.offline : error instanceof Problem ? error.message : "";
        say({ text: [talk.failedAct, why].filter(Boolean).join(" ") });
        return false;
      } finally {
        void renew(topicOf(chat));
      }
    },
    [chat, renew, say, words, talk],
  );

  const { queryKey } = conversationQuery(client, chat);
  const known = () => queries.getQueryData<ConversationDetail>(queryKey)?.conversation;
  const show = (changes: Partial<Conversation>) =>
    queries.setQueryData<ConversationDetail>(
      queryKey,
      (detail) => detail && { ...detail, conversation: { ...detail.conversation, ...changes } },
    );
  const change = async (word: string, body: object, shown: Partial<Conversation>, said?: Said) => {
    show(shown);
    if ((await run(() => client.send("POST", `${pathOf(chat)}/${word}`, body))) && said) say(said);
  };
  const undo = (back: () => void) => ({ name: talk.undo, run: back });

  const done = (now: boolean, undoable = true) =>
    void change("done", { done: now }, now ? { doneAt: new Date().toISOString() } : without("doneAt"), {
      text: now ? talk.didDone : talk.didReopen,
      ...(undoable ? { act: undo(() => done(!now, false)) } : {}),
    });
  const snooze = (at: string | null, undoable = true) => {
    const before = known()?.snoozedUntil ?? null;
    void change("snooze", { until: at }, at ? { snoozedUntil: at } : without("snoozedUntil"), {
      text: at ? talk.didSnooze(until(at, format)) : talk.didWake,
      ...(undoable ? { act: undo(() => snooze(before, false)) } : {}),
    });
  };
  const assign = (colleague: Colleague | null, undoable = true) => {
    const before = known()?.assignee ?? null;
    void change(
      "assign",
      { staffId: colleague?.id ?? null },
      colleague ? { assignee: colleague } : without("assignee"),
      {
        text: colleague ? talk.didAssign(colleague.name) : talk.didUnassign,
        ...(undoable ? { act: undo(() => assign(before, false)) } : {}),
      },
    );
  };
  return {
    done: (now) => done(now),
    snooze: (at) => snooze(at),
    assign: (colleague) => assign(colleague),
    tag: (tags) => void change("tags", { tags }, { tags }),
    run,
  };
}

/** Takes a member away; an optional one may not be written as undefined. */
function without(name: "doneAt" | "snoozedUntil" | "assignee"): Partial<Conversation> {
  return { [name]: undefined } as unknown as Partial<Conversation>;
}
