import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Problem } from "../../api/problem";
import { runbook } from "../../api/queries";
import type { IncidentDetail, Language } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { Refusal } from "../../ui/Refusal";
import { RowsSkeleton } from "../../ui/RowsSkeleton";
import { Widget } from "../../ui/Widget";
import { Runbook } from "../alerts/Runbook";
import { RunbookCode, RunbookLine } from "../alerts/RunbookLine";
import styles from "./Checklist.module.css";
import { CheckNow } from "./CheckNow";
import { type ChecklistStep, checklistOf } from "./checklist";
import { useActs } from "./useActs";
import { useIncidentWords } from "./useIncidentWords";

interface Properties {
  item: IncidentDetail;
  /** Of the runbook. */
  name: string;
  language: Language;
}

/** The runbook as things to tick off, which the whole team sees. */
export function Checklist({ item, name, language }: Properties) {
  const { client } = useBerry();
  const { incidents: words, alerts, format } = useIncidentWords();
  const query = useQuery(runbook(client, name, language));
  const [reading, setReading] = useState(false);
  const missing = query.error instanceof Problem && query.error.status === 404;
  const parts = query.data ? checklistOf(query.data.markdown) : [];
  const ids = parts.flatMap(({ steps }) => steps.map(({ id }) => id));
  const done = ids.filter((id) => item.checklist.includes(id)).length;

  return (
    <Card
      title={words.runbook}
      action={
        ids.length > 0 && (
          <span class={styles.progress}>
            {words.progress(format.number(done), format.number(ids.length))}
          </span>
        )
      }
    >
      <div class={styles.parts}>
        {missing ? (
          <p class={styles.hint}>{words.runbookNone}</p>
        ) : (
          <Widget query={query} skeleton={<RowsSkeleton rows={5} />}>
            {() => (
              <>
                {parts.map(({ stage, steps }) => (
                  <section key={stage} class={styles.stage} aria-label={words.stage[stage]}>
                    <h3>{words.stage[stage]}</h3>
                    <ul>
                      {steps.map((step) => (
                        <Step
                          key={step.id}
                          step={step}
                          done={item.checklist.includes(step.id)}
                          incident={item.id}
                          closed={item.state === "closed"}
                        />
                      ))}
                    </ul>
                  </section>
                ))}
                <div>
                  <Button look="plain" onClick={() => setReading(true)}>
                    {words.runbookAll}
                  </Button>
                </div>
              </>
            )}
          </Widget>
        )}
        {item.state !== "closed" && <CheckNow />}
      </div>
      {reading && (
        <Runbook
          name={name}
          title={alerts.rule[item.cause] ?? item.cause}
          onClose={() => setReading(false)}
        />
      )}
    </Card>
  );
}

interface StepProperties {
  step: ChecklistStep;
  done: boolean;
  incident: number;
  closed: boolean;
}

function Step({ step, done, incident, closed }: StepProperties) {
  const text = useId();
  const acts = useActs(String(incident));
  return (
    <li class={styles.step} data-done={done}>
      {closed ? (
        <span class={styles.box}>{done && <Icon name="check" size={20} />}</span>
      ) : (
        <label class={styles.box}>
          <input
            type="checkbox"
            checked={done}
            aria-labelledby={text}
            onChange={(event) => void acts.tick(step.id, event.currentTarget.checked)}
          />
        </label>
      )}
      <div class={styles.text}>
        <p id={text}>
          <RunbookLine spans={step.spans} />
        </p>
        {step.below.map((block, place) =>
          block.kind === "code" ? (
            <RunbookCode key={place} text={block.text} />
          ) : (
            <p key={place}>
              <RunbookLine spans={block.spans} />
            </p>
          ),
        )}
        <Refusal problem={acts.problem} />
      </div>
    </li>
  );
}
