import { useQueryClient } from "@tanstack/react-query";
import type { Invitation } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { confirm } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Note } from "../../ui/Note";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { handles } from "../handles";
import { useRole } from "../useRole";
import styles from "./Team.module.css";

/** Links that nobody has used yet. */
export function OpenInvitations({ invitations }: { invitations: Invitation[] }) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const mine = useRole();
  const deed = useDeed();

  const revoke = async ({ id }: Invitation) => {
    if (!(await confirm(words.team.revokeSure, words.team.revoke, words.team.keep))) return;
    await deed.run(() => client.send("DELETE", `/api/staff/invitations/${id}`));
    await queries.invalidateQueries({ queryKey: ["team"] });
  };

  return (
    <Card title={words.team.open} flush>
      {invitations.length === 0 ? (
        <Note icon="empty" title={words.team.openNone} />
      ) : (
        <ul>
          {invitations.map((one) => (
            <li key={one.id}>
              <div class={styles.row}>
                <span class={styles.who}>
                  <span class={styles.name}>{words.settings.role[one.role]}</span>
                  <br />
                  <span class={styles.hint}>{words.team.until(format.moment(one.expiresAt))}</span>
                  {one.createdBy?.name && (
                    <>
                      <br />
                      <span class={styles.hint}>{words.team.by(one.createdBy.name)}</span>
                    </>
                  )}
                </span>
                {(mine === "owner" || handles(mine, one.role)) && (
                  <Button look="danger" busy={deed.busy} onClick={() => void revoke(one)}>
                    {words.team.revoke}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {deed.problem && (
        <div class={styles.row}>
          <Refusal problem={deed.problem} />
        </div>
      )}
    </Card>
  );
}
