import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { escalation } from "../../api/incidents";
import type { Duty } from "../../api/types";
import { Screen } from "../../app/Screen";
import { useBerry, usePlace } from "../../app/useBerry";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Skeleton } from "../../ui/Skeleton";
import { Widget } from "../../ui/Widget";
import { Channels } from "./Channels";
import { ContactSheet } from "./ContactSheet";
import { Contacts } from "./Contacts";
import { EditSheet } from "./EditSheet";
import { Now } from "./Now";
import styles from "./OnCall.module.css";
import { QuietHours } from "./QuietHours";
import { Rotation } from "./Rotation";
import { Steps } from "./Steps";
import { TakeSheet } from "./TakeSheet";
import { useOnCallWords } from "./useOnCallWords";

/** Who is called when something is wrong: now, in turn, and by what other means. */
export function OnCall() {
  const { client, router } = useBerry();
  const { oncall: words, health } = useOnCallWords();
  const { parameters } = usePlace();
  const admin = atLeast(useRole(), "admin");
  const query = useQuery(escalation(client));
  const [taking, setTaking] = useState<Duty | null>(null);
  const [editing, setEditing] = useState<Duty | null>(null);
  const chosen = query.data?.contacts.find(({ id, role }) => `${role}.${id}` === parameters.contact);

  return (
    <Screen title={health.entry.page.oncall ?? ""} wide>
      <Widget query={query} skeleton={<Outline />}>
        {(known) => (
          <>
            {known.pinned && (
              <div class={styles.pinned}>
                <Icon name="lock" size={20} />
                <p>
                  <b>{words.pinned}</b>
                  {words.pinnedText}
                </p>
              </div>
            )}
            <div class={styles.columns}>
              <div class={styles.column}>
                <Now known={known} onTake={setTaking} />
                <Contacts
                  known={known}
                  onOpen={({ id, role }) => router.set({ contact: `${role}.${id}` })}
                  onEdit={admin && !known.pinned ? setEditing : undefined}
                />
                <Rotation known={known} mayChange={admin} />
              </div>
              <div class={styles.column}>
                <Steps known={known} />
                <QuietHours known={known} mayChange={admin} />
                <Channels known={known} mayTest={admin} />
              </div>
            </div>
            {taking && <TakeSheet duty={taking} known={known} onClose={() => setTaking(null)} />}
            {editing && <EditSheet duty={editing} known={known} onClose={() => setEditing(null)} />}
          </>
        )}
      </Widget>
      {chosen && <ContactSheet contact={chosen} mayAct={admin} onClose={() => router.set({ contact: "" })} />}
    </Screen>
  );
}

function Outline() {
  return (
    <div class={styles.columns}>
      <div class={styles.column}>
        <Card flush>
          <RowsSkeleton rows={3} />
        </Card>
        <Card flush>
          <RowsSkeleton rows={4} />
        </Card>
      </div>
      <div class={styles.column}>
        <Skeleton height="180px" round />
        <Card flush>
          <RowsSkeleton rows={3} />
        </Card>
      </div>
    </div>
  );
}
