import { useQuery } from "@tanstack/react-query";
import { runbook } from "../../api/queries";
import { useBerry } from "../../app/useBerry";
import { type Block, blocksOf } from "../../ui/markdown";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Sheet } from "../../ui/Sheet";
import { Widget } from "../../ui/Widget";
import { useSystemWords } from "../useSystemWords";
import styles from "./Runbook.module.css";
import { RunbookCode, RunbookLine } from "./RunbookLine";

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
          <RunbookLine spans={block.spans} />
        </p>
      );
    case "item":
      return (
        <p class={styles.item}>
          <span class={styles.marker}>{block.marker || "•"}</span>
          <span>
            <RunbookLine spans={block.spans} />
          </span>
        </p>
      );
    case "code":
      return <RunbookCode text={block.text} />;
  }
}
