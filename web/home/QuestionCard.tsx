import type { Question } from "../api/types";
import { useWords } from "../i18n/useWords";
import { openChat } from "../telegram/telegram";
import { Button } from "../ui/Button";
import { Icon } from "../ui/icons";
import { useNow } from "../ui/useNow";
import styles from "./QuestionCard.module.css";
import { tellQuestion } from "./question";

/** The first thing a person wants to know: has somebody answered me? */
export function QuestionCard({ question, bot }: { question: Question; bot: string }) {
  const speech = useWords();
  const now = useNow();
  const { icon, title, hint } = tellQuestion(question, speech, now);
  return (
    <section class={styles.card} aria-label={speech.words.home.question}>
      <div class={styles.state} aria-live="polite">
        <span class={styles.icon}>
          <Icon name={icon} size={22} />
        </span>
        <div class={styles.words}>
          <p class={styles.title}>{title}</p>
          <p class={styles.hint}>{hint}</p>
        </div>
      </div>
      <Button look="hero" onClick={() => openChat(bot)}>
        <Icon name="write" size={19} />
        {speech.words.act.write}
      </Button>
    </section>
  );
}
