import { Problem } from "../api/problem";
import { useWords } from "../i18n/useWords";
import { Button } from "./Button";
import styles from "./Failure.module.css";
import { Note } from "./Note";
import { whyFailed } from "./whyFailed";

/** A widget that could not load: a plain reason, the request to quote, and a way to try again. */
export function Failure({ error, retry }: { error: unknown; retry(): void }) {
  const { words } = useWords();
  const problem = error instanceof Problem ? error : new Problem(0, String(error));
  const reason = whyFailed(problem, words);
  const quoted = problem.requestId ? `${reason} ${words.failed.request(problem.requestId)}` : reason;
  return (
    <div role="alert" class={styles.failure}>
      <Note icon={problem.offline ? "offline" : "alert"} title={words.failed.title} text={quoted}>
        <Button look="soft" onClick={retry}>
          {words.act.retry}
        </Button>
      </Note>
    </div>
  );
}
