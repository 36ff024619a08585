import type { Overview } from "../api/types";
import { useWords } from "../i18n/useWords";
import { RankedList } from "./RankedList";

/** Who of the team answered how much, and how soon they gave a first reply. */
export function StaffList({ staff }: { staff: NonNullable<Overview["lists"]["staff"]> }) {
  const { words, format } = useWords();
  const { overview } = words;
  return (
    <RankedList
      title={overview.staffAnswers}
      empty={overview.staffAnswersEmpty}
      entries={staff.map(({ name, messages, firstReplySeconds }) => ({
        name,
        value: messages,
        label: format.number(messages),
        hint:
          firstReplySeconds === undefined || firstReplySeconds === null
            ? undefined
            : overview.firstReply(format.wait(firstReplySeconds) ?? words.home.moment),
      }))}
    />
  );
}
