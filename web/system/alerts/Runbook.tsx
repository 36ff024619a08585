import { useQuery } from "@tanstack/react-query";
import { runbook } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { copyText } from "../../ui/copyText";
import { Icon } from "../../ui/icons";
import { type Block, blocksOf, type Span } from "../../ui/markdown";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Sheet } from "../../ui/Sheet";
import { Widget } from "../../ui/Widget";
import { useSystemWords } from "../useSystemWords";
import styles from "./Runbook.module.css";

/** What to do when a rule fires, as the documentation has it; a command is copied by a tap. */
export function Runbook({ name, title, onClose }: { name: string; title: string; onClose(): void }) {
  const { client } = useBerry();
  const { alerts, language } = useSystemWords();
  const query = useQuery(runbook(client, name, language));
  return (
    <Sheet title={`${alerts.runbook}: ${title}`} onClose={onClose}>
      <Widget query={query} skeleton={<RowsSkeleton rows={6} />}>
        {({ markdown }) => (
          <div class={styles.page}>
            {/* The first heading is the sheet's own, the second line leads to other pages. */}
            {blocksOf(markdown.replace(/^# .*\n+(\*.*\n+)?/, "")).map((block, place) => (
              <Part key={place} block={block} />
            ))}
          </div>
        )}
      </Widget>
    </Sheet>
  );
}

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h3>{block.text}</h3>;
    case "paragraph":
      return (
        <p>
          <Line spans={block.spans} />
        </p>
      );
    case "item":
      return (
        <p class={styles.item}>
          <span class={styles.marker}>{block.marker || "•"}</span>
          <span>
            <Line spans={block.spans} />
          </span>
        </p>
      );
    case "code":
      return (
        <pre class={styles.code}>
          <code>{block.text}</code>
          <Copy text={block.text} />
        </pre>
      );
  }
}

function Line({ spans }: { spans: readonly Span[] }) {
  return (
    <>
      {spans.map(({ kind, text }, place) => {
        const key = `${place}`;
        if (kind === "strong") return <b key={key}>{text}</b>;
        if (kind === "text") return text;
        return text.startsWith("./berry") ? (
          <span key={key} class={styles.command}>
            <code>{text}</code>
            <Copy text={text} />
          </span>
        ) : (
          <code key={key}>{text}</code>
        );
      })}
    </>
  );
}

function Copy({ text }: { text: string }) {
  const { alerts } = useSystemWords();
  return (
    <button
      type="button"
      class={styles.copy}
      aria-label={alerts.copyCommand(text)}
      onClick={() => void copyText(text)}
    >
      <Icon name="copy" size={16} />
    </button>
  );
}
