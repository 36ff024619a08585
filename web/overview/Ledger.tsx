import type { Strip } from "../api/types";
import { useWords } from "../i18n/useWords";
import { Facts } from "../ui/Facts";
import { Prose } from "../ui/Prose";
import { Sheet } from "../ui/Sheet";

/** The account of every update received: what was stored, what came twice, what was set aside, what is missing. */
export function Ledger({ strip, onClose }: { strip: Strip; onClose(): void }) {
  const { words, format } = useWords();
  const { overview } = words;
  const intake: Array<[string, string]> = [];
  if (strip.trouble) {
    intake.push([overview.intakeTrouble, overview.trouble[strip.trouble] ?? strip.trouble]);
  }
  if (strip.lastGood) {
    intake.push([overview.lastGood, format.ago(strip.lastGood, Date.now())]);
  }
  return (
    <Sheet title={overview.ledger} onClose={onClose}>
      <Prose>{overview.ledgerText}</Prose>
      <Facts
        facts={[
          [overview.received, format.number(strip.received)],
          [overview.stored, format.number(strip.stored)],
          [overview.repeated, format.number(strip.repeated)],
          [overview.quarantined, format.number(strip.quarantined)],
          [overview.lostRow, format.number(strip.lost)],
          [overview.queueRow, format.number(strip.queue)],
          ...intake,
        ]}
      />
    </Sheet>
  );
}
