import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { member, team } from "../../api/queries";
import { Screen } from "../../app/Screen";
import { useBerry, useSelf } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { atLeast } from "../handles";
import { useLeave } from "../useLeave";
import { useRole } from "../useRole";
import { InviteSheet } from "./InviteSheet";
import { MemberRow } from "./MemberRow";
import { MemberSheet } from "./MemberSheet";
import { NameForm } from "./NameForm";
import { OpenInvitations } from "./OpenInvitations";
import styles from "./Team.module.css";

/** Who is in the team. An operator finds the name that people read of them. */
export function Team() {
  const { words } = useWords();
  const leave = useLeave();
  const admin = atLeast(useRole(), "admin");
  return (
    <Screen title={admin ? words.team.title : words.team.own} onBack={leave}>
      {admin ? <Everybody /> : <Own />}
    </Screen>
  );
}

function Own() {
  const { client } = useBerry();
  const query = useQuery(member(client, useSelf().id));
  return (
    <Card>
      <Widget query={query} skeleton={<RowsSkeleton rows={1} />}>
        {(one) => <NameForm member={one} />}
      </Widget>
    </Card>
  );
}

function Everybody() {
  const { words } = useWords();
  const { client } = useBerry();
  const query = useQuery(team(client));
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  // As it is now: somebody else may have changed or removed them meanwhile.
  const chosen = query.data?.items.find(({ id }) => id === open);

  return (
    <>
      <div class={styles.head}>
        <p>{words.team.lead}</p>
        <Button onClick={() => setInviting(true)}>
          <Icon name="plus" />
          {words.team.invite}
        </Button>
      </div>
      <Card flush>
        <Widget query={query} skeleton={<RowsSkeleton rows={4} />}>
          {(answer) => (
            <ul>
              {answer.items.map((one) => (
                <li key={one.id}>
                  <MemberRow member={one} onOpen={() => setOpen(one.id)} />
                </li>
              ))}
            </ul>
          )}
        </Widget>
      </Card>
      {query.data && <OpenInvitations invitations={query.data.invitations} />}
      {inviting && <InviteSheet onClose={() => setInviting(false)} />}
      {chosen && <MemberSheet member={chosen} onClose={() => setOpen(null)} />}
    </>
  );
}
