import type { Question } from "../api/types";
import { type Speech, useWords } from "../i18n/useWords";
import { openChat } from "../telegram/telegram";
import { Button } from "../ui/Button";
import { Icon, type IconName } from "../ui/icons";
import { useNow } from "../ui/useNow";
import styles from "./QuestionCard.module.css";

/** The first thing a person wants to know: has somebody answered me? */
export function QuestionCard({ question, bot }: { question: Question; bot: string }) {
  const speech = useWords();
  const now = useNow();
  const { icon, title, hint } = tell(question, speech, now);
  return (
    <section class={styles.card} aria-label={speech.words.home.question}>
      <div class={styles.state} aria-live="polite">
        <span class={styles.icon}>
          <Icon name={icon} size={22} />
        </span>
        <div>
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

function tell(
  question: Question,
  { words, format }: Speech,
  now: number,
): { icon: IconName; title: string; hint: string } {
  const { home } = words;
  const usual = question.usualAnswerSeconds;
  if (question.state === "waiting" && question.since) {
    const waited = Math.max(0, (now - Date.parse(question.since)) / 1000);
    return {
      icon: "clock",
      title: home.waiting(format.span(waited)),
      hint: usual === undefined ? home.waitingPlain : home.waitingHint(format.span(usual)),
    };
  }
  if (question.state === "answered" && question.answeredAt) {
    const today = now - Date.parse(question.answeredAt) < 12 * 3_600_000;
    const when = today ? format.clock(question.answeredAt) : format.ago(question.answeredAt, now);
    const by = question.answeredBy && `${words.conversation.answeredBy(question.answeredBy)}.`;
    return {
      icon: "check",
      title: home.answered(when),
      hint: [by, home.answeredHint].filter(Boolean).join(" "),
    };
  }
  return {
    icon: "berry",
    title: home.none,
    hint: usual === undefined ? home.noneHint : home.waitingHint(format.span(usual)),
  };
}
