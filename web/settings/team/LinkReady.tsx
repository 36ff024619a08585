import { useEffect, useState } from "react";
import type { InvitationLink } from "../../api/types";
import { useWords } from "../../i18n/useWords";
import { openTelegramLink } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Icon } from "../../ui/icons";
import { TextField } from "../../ui/TextField";
import { sharePath, startWord } from "./links";
import styles from "./Team.module.css";

const SHOWN = 3_000;

/** A fresh link, and the ways to bring it to the one it is for. */
export function LinkReady({ made }: { made: InvitationLink }) {
  const { words, format } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <div class={styles.parts}>
      <TextField
        label={words.team.link}
        value={made.link}
        readOnly
        hint={words.team.linkOnce(format.moment(made.expiresAt))}
        onInput={() => {}}
      />
      <div class={styles.buttons} aria-live="polite">
        <Button onClick={() => openTelegramLink(sharePath(made.link, words.team.shareText))}>
          <Icon name="share" />
          {words.team.share}
        </Button>
        <Button look="soft" onClick={() => void copyText(made.link).then(setCopied)}>
          <Icon name={copied ? "check" : "copy"} />
          {copied ? words.team.copied : words.team.copy}
        </Button>
      </div>
      <p class={styles.hint}>
        {words.team.startHint}
        <span class={styles.command}>{startWord(made.link)}</span>
      </p>
    </div>
  );
}
