import type { Question } from "../api/types";
import { dayOf } from "../i18n/format";
import type { Speech } from "../i18n/useWords";
import type { IconName } from "../ui/icons";

export interface Told {
  icon: IconName;
  title: string;
  hint: string;
}

/** What became of my question, in a title and a line below it. */
export function tellQuestion(question: Question, { words, format }: Speech, now: number): Told {
  const { home } = words;
  const usual = question.usualAnswerSeconds;
  const usually = usual === undefined ? undefined : home.usually(format.wait(usual) ?? home.moment);
  if (question.state === "waiting" && question.since) {
    const waited = format.wait((now - Date.parse(question.since)) / 1000);
    return {
      icon: "clock",
      title: waited === null ? home.waitingNow : home.waiting(waited),
      hint: usually ?? home.waitingPlain,
    };
  }
  if (question.state === "answered" && question.answeredAt) {
    const { answeredAt, answeredBy } = question;
    const today = dayOf(answeredAt) === dayOf(new Date(now));
    return {
      icon: "check",
      title: today
        ? home.answeredAt(format.clock(answeredAt))
        : home.answeredOn(format.dayInText(answeredAt, now)),
      hint: answeredBy ? home.answeredBy(answeredBy) : home.answeredHint,
    };
  }
  return { icon: "berry", title: home.none, hint: usually ?? home.noneHint };
}
