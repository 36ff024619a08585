import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InvitationLink, Role } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Choice } from "../../ui/Choice";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { invitable } from "../handles";
import { useRole } from "../useRole";
import { LinkReady } from "./LinkReady";
import styles from "./Team.module.css";

/** Makes a link that gives its user a role. */
export function InviteSheet({ onClose }: { onClose(): void }) {
  const { words } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const mine = useRole();
  const deed = useDeed();
  const [role, setRole] = useState<Role>("operator");
  const [made, setMade] = useState<InvitationLink | null>(null);

  const make = async () => {
    await deed.run(async () => {
      setMade(await client.send<InvitationLink>("POST", "/api/staff/invitations", { role }));
    });
    await queries.invalidateQueries({ queryKey: ["team"] });
  };

  return (
    <Sheet title={made ? words.team.linkReady : words.team.inviteTitle} onClose={onClose}>
      {made ? (
        <LinkReady made={made} />
      ) : (
        <div class={styles.parts}>
          <div class={styles.part}>
            <h3>{words.team.inviteRole}</h3>
            <Choice<Role>
              label={words.team.inviteRole}
              value={role}
              options={invitable(mine).map((one) => [one, words.settings.role[one]] as const)}
              onChoose={setRole}
            />
            <p class={styles.hint}>{role !== "user" && words.team.roleMay[role]}</p>
          </div>
          <div class={styles.buttons}>
            <Button busy={deed.busy} onClick={() => void make()}>
              {words.team.make}
            </Button>
          </div>
          <Refusal problem={deed.problem} />
        </div>
      )}
    </Sheet>
  );
}
