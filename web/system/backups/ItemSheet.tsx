import { useQueryClient } from "@tanstack/react-query";
import type { BackupItem } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { useWords } from "../../i18n/useWords";
import { atLeast } from "../../settings/handles";
import { useRole } from "../../settings/useRole";
import { Button } from "../../ui/Button";
import { Facts } from "../../ui/Facts";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import { restorable } from "../restore/restorable";
import styles from "./Backups.module.css";
import { placeOf } from "./placeOf";
import { looked, read } from "./reading";
import { StateBadge } from "./StateBadge";

interface Properties {
  item: BackupItem;
  onRestore?: (() => void) | undefined;
  onClose(): void;
}

/** One backup: how it is known to be good or bad, and what may be done with it. */
export function ItemSheet({ item, onRestore, onClose }: Properties) {
  const { words, format } = useWords();
  const { client } = useBerry();
  const queries = useQueryClient();
  const admin = atLeast(useRole(), "admin");
  const deed = useDeed();
  const { backups } = words;
  const prove = async () => {
    const begun = await deed.run(() =>
      client.send("POST", `/api/backups/${encodeURIComponent(item.name)}/prove`),
    );
    await queries.invalidateQueries({ queryKey: ["backup-work"] });
    if (begun) onClose();
  };

  return (
    <Sheet title={`${format.day(item.at)}, ${format.clock(item.at)}`} onClose={onClose}>
      <div class={styles.parts}>
        <p>
          <StateBadge state={item.state} />
        </p>
        <p class={styles.hint}>{backups.stateText[item.state]}</p>
        {item.trouble && <p class={styles.words}>{item.trouble}</p>}
        {item.failure && <Failed item={item} />}
        {item.state !== "proved" && item.detail && !item.failure && <p class={styles.words}>{item.detail}</p>}
        <Facts
          facts={[
            [backups.name, <code key="name">{item.name}</code>],
            [backups.size, item.bytes > 0 ? format.bytes(item.bytes) : words.unknown],
            [backups.rows, item.rows > 0 ? format.number(item.rows) : words.unknown],
            ...(item.provedAt ? [[backups.proved, format.moment(item.provedAt)] as const] : []),
            [
              backups.where,
              [
                item.here ? backups.folder : backups.away,
                ...item.copies.map(({ target }) => placeOf(target, backups)),
              ].join(", "),
            ],
            ...(item.sha256 ? [[backups.hash, <code key="hash">{item.sha256}</code>] as const] : []),
          ]}
        />
        {item.encrypted && admin && (
          <div>
            <p class={styles.hint}>{backups.keyNeeded}</p>
            <code class={styles.command}>./berry backup prove {item.name} --key berry.key</code>
            {onRestore && (
              <code class={styles.command}>./berry restore {item.name} --key berry.key --dry-run</code>
            )}
          </div>
        )}
        <div class={styles.buttons}>
          {admin && item.here && !item.encrypted && (
            <Button look="soft" busy={deed.busy} onClick={() => void prove()}>
              {item.provedAt ? backups.prove : backups.proveFirst}
            </Button>
          )}
          {onRestore && restorable(item) && (
            <Button look="danger" onClick={onRestore}>
              {backups.restore}
            </Button>
          )}
        </div>
        <Refusal problem={deed.problem} />
      </div>
    </Sheet>
  );
}

function Failed({ item: { failure, differences, detail } }: { item: BackupItem }) {
  const { words, format } = useWords();
  const { backups } = words;
  if (!failure) return null;
  return (
    <div class={styles.failed}>
      <h3>
        {backups.differs} {backups.differsIn(differences)}
      </h3>
      <Facts
        facts={[
          [backups.table, <code key="table">{looked(failure, backups)}</code>],
          [backups.expected, read(failure.wanted, failure.expected, backups, format)],
          [backups.got, read(failure.found, failure.got, backups, format)],
        ]}
      />
      {/* With a code the lines above say all of it. */}
      {detail && !failure.kind && <p class={styles.words}>{detail}</p>}
    </div>
  );
}
