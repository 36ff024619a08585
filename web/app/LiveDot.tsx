import type { LiveState } from "../api/live";
import { useWords } from "../i18n/useWords";
import styles from "./LiveDot.module.css";
import { useAged } from "./useAged";
import { useLive } from "./useBerry";

/** Whether what is seen is the present, and how late the last news was. */
export function LiveDot() {
  const { words, format } = useWords();
  const stream = useLive();
  const aged = useAged();
  // A stream that is heard says nothing of answers that do not come.
  const live: LiveState = stream.state === "live" && aged ? { state: "stale", since: aged.since } : stream;
  const text =
    live.state === "stale"
      ? words.live.stale(format.clock(live.since))
      : { connecting: words.live.connecting, live: words.live.live, reconnecting: words.live.reconnecting }[
          live.state
        ];
  const delay =
    live.state === "live" && live.delay !== null ? words.live.delay(format.seconds(live.delay)) : null;
  // As wide as the states of every start, so that the title beside it never breaks its line anew.
  const room = `${words.live.connecting}\n${words.live.live}  ${words.live.delay(format.seconds(0.8))}`;
  return (
    <p
      class={styles.live}
      data-state={live.state}
      data-room={room}
      title={delay ? words.live.explain : undefined}
    >
      <span class={styles.said}>
        <span class={styles.dot} aria-hidden="true" />
        {/* The state is announced, the changing delay is not: it would never be silent. */}
        <span role="status">{text}</span>
        {delay && <span class={styles.delay}>{delay}</span>}
      </span>
    </p>
  );
}
