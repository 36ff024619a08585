import type { ConversationDetail, ConversationMessage } from "../api/types";
import type { Viewable } from "../files/Viewable";
import { Viewer } from "../files/Viewer";
import { useWords } from "../i18n/useWords";
import { About } from "./About";
import { Acts } from "./Acts";
import { LaterSheet } from "./LaterSheet";
import { MessageActs } from "./MessageActs";
import { OwnerSheet } from "./OwnerSheet";
import { TagsSheet } from "./TagsSheet";
import type { Changes } from "./useChanges";
import { VersionsSheet } from "./VersionsSheet";

/** What lies over the conversation; one at a time. */
export type Over =
  | { look: "menu" | "about" | "later" | "owner" | "tags" }
  | { look: "acts" | "versions"; item: ConversationMessage }
  | { look: "files"; files: Viewable[]; start: number };

interface Properties {
  over: Over | null;
  detail: ConversationDetail | undefined;
  name: string;
  changes: Changes;
  onOver(over: Over | null): void;
  onSay(text: string): void;
}

export function TalkSheets({ over, detail, name, changes, onOver, onSay }: Properties) {
  const close = () => onOver(null);
  if (!over) return null;
  if (over.look === "files") return <Viewer files={over.files} start={over.start} onClose={close} />;
  if (over.look === "acts") return <MessageActs item={over.item} onSay={onSay} onClose={close} />;
  if (over.look === "versions") return <VersionsSheet item={over.item} onClose={close} />;
  if (!detail) return null;
  if (over.look === "about") return <About detail={detail} name={name} onClose={close} />;
  if (over.look === "later") return <LaterSheet onChoose={changes.snooze} onClose={close} />;
  const { assignee, tags } = detail.conversation;
  if (over.look === "owner")
    return <OwnerSheet current={assignee} onChoose={changes.assign} onClose={close} />;
  if (over.look === "tags") return <TagsSheet tags={tags} onSave={changes.tag} onClose={close} />;
  return <Menu detail={detail} changes={changes} onOver={onOver} />;
}

function Menu({
  detail,
  changes,
  onOver,
}: Pick<Properties, "changes" | "onOver"> & { detail: ConversationDetail }) {
  const { words } = useWords();
  const { menu, unassigned } = words.conversation;
  const { doneAt, snoozedUntil, assignee, tags } = detail.conversation;
  const snoozed = snoozedUntil !== undefined && Date.parse(snoozedUntil) > Date.now();
  return (
    <Acts
      title={menu.title}
      onClose={() => onOver(null)}
      acts={[
        {
          icon: doneAt ? "history" : "check",
          name: doneAt ? menu.reopen : menu.done,
          run: () => changes.done(!doneAt),
        },
        snoozed
          ? { icon: "sleep", name: menu.wake, run: () => changes.snooze(null) }
          : { icon: "sleep", name: menu.snooze, run: () => onOver({ look: "later" }) },
        {
          icon: "person",
          name: menu.assign,
          hint: assignee?.name ?? unassigned,
          run: () => onOver({ look: "owner" }),
        },
        { icon: "tag", name: menu.tags, hint: tags.join(", "), run: () => onOver({ look: "tags" }) },
        { icon: "help", name: menu.about, run: () => onOver({ look: "about" }) },
      ]}
    />
  );
}
