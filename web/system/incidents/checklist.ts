import { type Block, blocksOf, type Span } from "../../ui/markdown";

export type Stage = "diagnosis" | "mitigation" | "verify";

/** One thing to do, with what stands below it; its id is its place, so that both languages agree. */
export interface ChecklistStep {
  id: string;
  marker: string;
  spans: Span[];
  below: Array<Extract<Block, { kind: "code" | "paragraph" }>>;
}

export interface ChecklistPart {
  stage: Stage;
  steps: ChecklistStep[];
}

/** As the runbooks name them, in lower case. */
const stages: Readonly<Record<string, Stage>> = {
  diagnosis: "diagnosis",
  диагностика: "diagnosis",
  mitigation: "mitigation",
  "что сделать": "mitigation",
  verify: "verify",
  проверка: "verify",
};

/** What a runbook wants done: the list items below Diagnosis, Mitigation and Verify. */
export function checklistOf(page: string): ChecklistPart[] {
  const parts: ChecklistPart[] = [];
  let part: ChecklistPart | undefined;
  for (const block of blocksOf(page)) {
    if (block.kind === "heading") {
      const stage = stages[block.text.trim().toLowerCase()];
      part = stage && { stage, steps: [] };
      if (part) parts.push(part);
    } else if (part && block.kind === "item") {
      const id = `${part.stage}-${part.steps.length + 1}`;
      part.steps.push({ id, marker: block.marker, spans: block.spans, below: [] });
    } else if (block.kind !== "item") {
      part?.steps.at(-1)?.below.push(block);
    }
  }
  return parts.filter(({ steps }) => steps.length > 0);
}
