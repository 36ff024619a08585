import { useState } from "react";
import { incidentPath } from "../../api/incidents";
import { useBerry } from "../../app/useBerry";
import { saveText } from "../../files/saveText";
import { inTelegram } from "../../telegram/telegram";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { Quote } from "../../ui/Quote";
import { Refusal } from "../../ui/Refusal";
import { Sheet } from "../../ui/Sheet";
import { useDeed } from "../../ui/useDeed";
import styles from "./Incidents.module.css";
import { useIncidentWords } from "./useIncidentWords";

const PATIENCE = 20_000;

/** The incident as Markdown: a file in a browser, a text to copy inside Telegram, whose web views save nothing. */
export function ExportButton({ id }: { id: number }) {
  const { client } = useBerry();
  const { incidents: words, language } = useIncidentWords();
  const deed = useDeed();
  const [text, setText] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const fetch = () =>
    deed.run(async () => {
      const answer = await client.open(
        `${incidentPath(id)}/export?language=${language}`,
        AbortSignal.timeout(PATIENCE),
      );
      const page = await answer.text();
      if (inTelegram) setText(page);
      else saveText(page, `incident-${id}.md`);
    });
  const close = () => {
    setText(null);
    setCopied(false);
  };
  return (
    <>
      <Button look="plain" busy={deed.busy} onClick={() => void fetch()}>
        {words.act.export}
      </Button>
      <Refusal problem={deed.problem} />
      {text !== null && (
        <Sheet title={words.exported.title} onClose={close}>
          <div class={styles.parts}>
            <div class={styles.buttons} aria-live="polite">
              <Button onClick={() => void copyText(text).then(setCopied)}>
                {copied ? words.exported.copied : words.exported.copy}
              </Button>
            </div>
            <Quote>{text}</Quote>
          </div>
        </Sheet>
      )}
    </>
  );
}
