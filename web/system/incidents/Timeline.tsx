import type { IncidentDetail, IncidentEvent } from "../../api/types";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { NoteForm } from "./NoteForm";
import styles from "./Timeline.module.css";
import { byWhom, lineOf } from "./timeline";
import { useIncidentWords } from "./useIncidentWords";

/** All that has happened, the newest first, and a place to write down what one sees. */
export function Timeline({ item }: { item: IncidentDetail }) {
  const { incidents: words } = useIncidentWords();
  const events = [...item.timeline].sort((a, b) => b.id - a.id);
  return (
    <Card title={words.timeline}>
      <div class={styles.parts}>
        {item.state !== "closed" && <NoteForm id={item.id} />}
        {events.length === 0 ? (
          <p class={styles.meta}>{words.timelineNone}</p>
        ) : (
          <ol class={styles.events}>
            {events.map((event) => (
              <Event key={event.id} event={event} />
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

function Event({ event }: { event: IncidentEvent }) {
  const speech = useIncidentWords();
  const line = lineOf(event, speech);
  return (
    <li class={styles.event} data-mood={line.mood}>
      <span class={styles.icon}>
        <Icon name={line.icon} size={16} />
      </span>
      <div class={styles.body}>
        <p>{line.text}</p>
        {line.quote && <p class={styles.quote}>{line.quote}</p>}
        <p class={styles.meta}>
          <time dateTime={event.at} title={speech.format.moment(event.at)}>
            {speech.format.soon(event.at)}
          </time>
          {` · ${byWhom(event, speech)}`}
        </p>
      </div>
    </li>
  );
}
