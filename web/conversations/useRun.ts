import { useCallback } from "react";
import { topicOf } from "../api/queries";
import { useBerry } from "../app/useBerry";
import { useWords } from "../i18n/useWords";
import { hapticOutcome } from "../telegram/telegram";
import { whyFailed } from "../ui/whyFailed";
import { useDeeds } from "./DeedsContext";

/** Does something with messages of a conversation; false and told when it failed. */
export type Run = (act: () => Promise<unknown>) => Promise<boolean>;

export function useRun(chat: number): Run {
  const { words } = useWords();
  const { renew } = useBerry();
  const { say } = useDeeds();
  return useCallback(
    async (act) => {
      try {
        await act();
        hapticOutcome("success");
        return true;
      } catch (error) {
        hapticOutcome("error");
        say({ text: `${words.conversation.failedAct} ${whyFailed(error, words)}`, failed: true });
        return false;
      } finally {
        void renew(topicOf(chat));
      }
    },
    [chat, renew, say, words],
  );
}
