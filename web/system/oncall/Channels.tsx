import { useState } from "react";
import type { Channel, Escalation } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { useDeed } from "../../ui/useDeed";
import { useNow } from "../../ui/useNow";
import { moodOfChannel } from "./duties";
import styles from "./OnCall.module.css";
import { useOnCallWords } from "./useOnCallWords";

/** Other means than Telegram: whether they are set, and whether they worked when they were last used. */
export function Channels({ known, mayTest }: { known: Escalation; mayTest: boolean }) {
  const { oncall: words } = useOnCallWords();
  return (
    <Card title={words.channels} flush>
      <p class={styles.lead}>{words.channelsText}</p>
      <ul class={styles.list}>
        {known.channels.map((channel) => (
          <Row key={channel.id} channel={channel} mayTest={mayTest} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ channel, mayTest }: { channel: Channel; mayTest: boolean }) {
  const { oncall: words, format } = useOnCallWords();
  const { client, renew } = useBerry();
  const now = useNow();
  const deed = useDeed();
  const [came, setCame] = useState<{ ok: boolean; why?: string | null } | null>(null);
  const test = async () => {
    setCame(null);
    await deed.run(async () =>
      setCame(await client.send("POST", `/api/escalation/channels/${channel.id}/test`)),
    );
    await renew("incidents");
  };
  const mood = moodOfChannel(channel);
  const when = channel.lastAt && format.ago(channel.lastAt, now);
  return (
    <li class={styles.channel} data-mood={mood}>
      <div class={styles.body}>
        <p class={styles.name}>{words.channel[channel.id]}</p>
        <p class={styles.hint}>{words.channelText[channel.id]}</p>
        {channel.set ? (
          <>
            {channel.shown && <p class={styles.shown}>{channel.shown}</p>}
            <p class={styles.reach}>
              <Icon name={mood === "good" ? "check" : mood === "bad" ? "alert" : "clock"} size={16} />
              {when && mood !== "plain"
                ? (mood === "good" ? words.channelGood : words.channelBad)(when)
                : words.channelNever}
            </p>
            {mood === "bad" && channel.why && (
              <p class={styles.hint} lang="en">
                {channel.why}
              </p>
            )}
          </>
        ) : (
          <p class={styles.hint}>
            <b>{words.unset}.</b> {words.unsetText}
          </p>
        )}
        {came && (
          <p class={came.ok ? styles.good : styles.wrong} role="status">
            {came.ok ? words.channelTested : words.channelFailed(came.why ?? words.why.unknown ?? "")}
          </p>
        )}
        <Refusal problem={deed.problem} />
      </div>
      {mayTest && channel.set && (
        <Button look="plain" busy={deed.busy} onClick={() => void test()}>
          {words.channelTest}
        </Button>
      )}
    </li>
  );
}
