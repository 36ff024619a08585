import { Card } from "../../ui/Card";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./useIncidentWords";

/** What was learned, as it was written down. */
export function Resolution({ text }: { text: string }) {
  const { incidents: words } = useIncidentWords();
  return (
    <Card title={words.resolution}>
      <p class={styles.written}>{text}</p>
    </Card>
  );
}
