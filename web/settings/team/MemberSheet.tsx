import { useQueryClient } from "@tanstack/react-query";
import type { Member, Role } from "../../api/types";
import { useBerry, useSelf } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { nameOf } from "../../messages/nameOf";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Facts } from "../../ui/Facts";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { handles } from "../handles";
import { useRole } from "../useRole";
import { NameForm } from "./NameForm";
import styles from "./Team.module.css";

/** One of the team, with what the reader may change about them. */
export function MemberSheet({ member, onClose }: { member: Member; onClose(): void }) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const mine = useRole();
  const own = useSelf().id === member.id;
  const deed = useDeed();
  const handled = handles(mine, member.role);
  const roles = (["operator", "admin"] as const).filter((role) => handled && handles(mine, role));
  const shown = member.name ?? nameOf(member);

  const appoint = (role: Role) =>
    void deed
      .run(() => client.send("PATCH", `/api/staff/${member.id}`, { role }))
      .then(() => queries.invalidateQueries({ queryKey: ["team"] }));
  const remove = async () => {
    if (!(await confirm(words.team.removeSure(shown), words.team.removeYes, words.team.keep))) return;
    const done = await deed.run(() => client.send("DELETE", `/api/staff/${member.id}`));
    await queries.invalidateQueries({ queryKey: ["team"] });
    if (done) onClose();
  };

  return (
    <Sheet title={shown} onClose={onClose}>
      <div class={styles.parts}>
        <Facts
          facts={[
            [words.team.role, words.settings.role[member.role]],
            [
              words.team.telegram,
              [nameOf(member), member.username && `@${member.username}`].filter(Boolean).join(" · "),
            ],
            [words.team.added, format.moment(member.addedAt)],
          ]}
        />
        {(own || handled) && <NameForm member={member} />}
        {roles.length > 1 && (
          <div class={styles.part}>
            <h3>{words.team.role}</h3>
            <Choice
              label={words.team.role}
              value={member.role}
              options={roles.map((role) => [role, words.settings.role[role]] as const)}
              onChoose={(role) => role !== member.role && appoint(role)}
            />
            <p class={styles.hint}>{member.role !== "user" && words.team.roleMay[member.role]}</p>
          </div>
        )}
        {handled && (
          <div class={styles.buttons}>
            <Button look="danger" busy={deed.busy} onClick={() => void remove()}>
              {words.team.remove}
            </Button>
          </div>
        )}
        <Refusal problem={deed.problem} />
      </div>
    </Sheet>
  );
}
