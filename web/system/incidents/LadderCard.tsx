import { useQuery } from "@tanstack/react-query";
import { escalation } from "../../api/incidents";
import type { Escalation, IncidentDetail, LadderCall, LadderStep } from "../../api/types";
import { useBerry } from "../../app/useBerry";
import { Card } from "../../ui/Card";
import { Icon } from "../../ui/icons";
import { useNow } from "../../ui/useNow";
import { callIcons, callMoods, whyOf } from "./calls";
import { countdown, repeats, stateOfStep } from "./countdown";
import styles from "./Ladder.module.css";
import { targetOf } from "./timeline";
import { useIncidentWords } from "./useIncidentWords";

/** Who was called, what came of it, and who is called next and when. */
export function LadderCard({ item: { ladder } }: { item: IncidentDetail }) {
  const { client } = useBerry();
  const { incidents: words } = useIncidentWords();
  const known = useQuery(escalation(client));
  return (
    <Card title={words.ladder}>
      <div class={styles.ladder}>
        {ladder.stopped ? (
          <p class={styles.stopped}>{words.ladderStopped[ladder.stopped]}</p>
        ) : ladder.next ? (
          <Next {...ladder.next} again={repeats(ladder)} />
        ) : (
          <p class={styles.stopped}>{words.ladderEnd}</p>
        )}
        <ol class={styles.steps}>
          {ladder.steps.map((step) => (
            <Step key={step.step} step={step} state={stateOfStep(step, ladder)} known={known.data} />
          ))}
        </ol>
      </div>
    </Card>
  );
}

/** Alone, so that nothing else is drawn each second. */
function Next({ dueAt, again }: { dueAt: string; again: boolean }) {
  const { incidents: words } = useIncidentWords();
  const now = useNow(1_000);
  const left = countdown(dueAt, now);
  return (
    <p class={styles.next} role="timer" aria-live="off">
      <Icon name="clock" size={18} />
      {left === "0:00" ? words.ladderDue : again ? words.ladderRepeat(left) : words.ladderNext(left)}
    </p>
  );
}

interface StepProperties {
  step: LadderStep;
  state: ReturnType<typeof stateOfStep>;
  known: Escalation | undefined;
}

function Step({ step, state, known }: StepProperties) {
  const { incidents: words, figures, format } = useIncidentWords();
  const names = step.calls.length > 0 || state === "never" ? [] : namesOf(step.to, known);
  return (
    <li class={styles.step} data-state={state} aria-current={state === "next" ? "step" : undefined}>
      <p class={styles.title}>
        <b>{words.step(format.number(step.step + 1))}</b>
        <span class={styles.when}>
          {step.afterSeconds === 0
            ? words.stepAt.once
            : words.stepAt.after(figures.limit(step.afterSeconds, "seconds"))}
          {" · "}
          {words.to[step.to]}
        </span>
        <span class={styles.mark}>{words.stepState[state]}</span>
      </p>
      {names.length > 0 && <p class={styles.names}>{names.join(", ")}</p>}
      {state === "done" && step.calls.length === 0 && <p class={styles.names}>{words.nobodyCalled}</p>}
      {step.calls.length > 0 && (
        <ul class={styles.calls}>
          {step.calls.map((call) => (
            <Call key={`${call.target} ${call.kind} ${call.at}`} call={call} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Call({ call }: { call: LadderCall }) {
  const speech = useIncidentWords();
  const { incidents: words, format } = speech;
  const trouble = call.state === "failed" || call.state === "held";
  return (
    <li class={styles.call} data-mood={callMoods[call.state]}>
      <Icon name={callIcons[call.state]} size={16} />
      <span>
        <b>{targetOf(call.target, call.name ?? "", speech)}</b>
        {` · ${words.callKind[call.kind] ?? ""} · `}
        <span class={styles.outcome}>{words.callState[call.state]}</span>
        {trouble && `: ${whyOf(call.why, speech)}`}
        <time dateTime={call.at}>{` · ${format.soon(call.at)}`}</time>
      </span>
    </li>
  );
}

/** Whom a step to come would call as things stand, who is on call first. */
function namesOf(to: LadderStep["to"], known: Escalation | undefined): string[] {
  const wanted = (known?.contacts ?? []).filter(
    (contact) => contact.personId && contact.reachable && (to === "all" || contact.role === to),
  );
  const ordered = [...wanted].sort((a, b) => Number(b.onCall) - Number(a.onCall));
  return [...new Set(ordered.map(({ name }) => name))];
}
