import type { Member } from "../../api/types";
import { useSelf } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { nameOf } from "../../messages/nameOf";
import { Avatar } from "../../ui/Avatar";
import { Icon } from "../../ui/icons";
import { useNow } from "../../ui/useNow";
import styles from "./Team.module.css";

/** Being here is noted down once a minute. */
const HERE = 2 * 60_000;

/** One of the team: as people know them, what they may do, when they were here last. */
export function MemberRow({ member, onOpen }: { member: Member; onOpen(): void }) {
  const { words, format } = useWords();
  const now = useNow();
  const own = useSelf().id === member.id;
  const shown = member.name ?? nameOf(member);
  const { here, never, seen } = words.team;
  const last = member.lastSeenAt;
  // Whoever reads this is here, whatever was noted down last.
  const present = own || (last !== undefined && now - Date.parse(last) < HERE);
  return (
    <button type="button" class={styles.row} onClick={onOpen}>
      <Avatar id={member.id} name={shown} />
      <span class={styles.who}>
        <span class={styles.name}>
          {shown}
          {own && <span class={styles.you}>{words.team.you}</span>}
        </span>
        <br />
        <span class={styles.hint}>
          {words.settings.role[member.role]} · {present ? here : last ? seen(format.ago(last, now)) : never}
        </span>
      </span>
      <span class={styles.next}>
        <Icon name="next" size={18} />
      </span>
    </button>
  );
}
