import { expect, test } from "vitest";
import { speechOf } from "../i18n/useWords";
import { tellQuestion } from "./question";

const now = new Date(2026, 10, 23, 14, 30).getTime();
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();
const plain = (text: string) => text.replaceAll(/\s/g, " ");
const en = speechOf("en");
const ru = speechOf("ru");

test.each([
  [0, "Sent just now", "Только что отправлено"],
  [-40, "Sent just now", "Только что отправлено"],
  [59, "Sent just now", "Только что отправлено"],
  [60, "Waiting 1 min", "Ждёт ответа 1 мин"],
  [119, "Waiting 1 min", "Ждёт ответа 1 мин"],
  [720, "Waiting 12 min", "Ждёт ответа 12 мин"],
  [3600, "Waiting 1 hr", "Ждёт ответа 1 ч"],
  [5400, "Waiting 1 hr 30 min", "Ждёт ответа 1 ч 30 мин"],
  [200_000, "Waiting 2 days", "Ждёт ответа 2 дн."],
])("a wait of %d s is told by the minutes gone", (seconds, english, russian) => {
  const question = { state: "waiting", since: ago(seconds) } as const;

  expect(plain(tellQuestion(question, en, now).title)).toBe(english);
  expect(plain(tellQuestion(question, ru, now).title).replace("мин.", "мин")).toBe(russian);
});

test("a wait says how long it usually takes, where that is known", () => {
  const waiting = { state: "waiting", since: ago(720) } as const;

  expect(tellQuestion({ ...waiting, usualAnswerSeconds: 1200 }, en, now).hint).toBe(
    "Usually answered in 20 min",
  );
  expect(tellQuestion({ ...waiting, usualAnswerSeconds: 8 }, en, now).hint).toBe(
    "Usually answered in under a minute",
  );
  expect(tellQuestion(waiting, en, now).hint).toBe(en.words.home.waitingPlain);
});

test("an answer ends the wait, with its time and who gave it", () => {
  const answered = { state: "answered", answeredAt: ago(1500) } as const;

  expect(tellQuestion(answered, en, now).title).toBe("Answered 14:05");
  expect(tellQuestion(answered, ru, now).title).toBe("Ответили в 14:05");
  expect(tellQuestion(answered, en, now).hint).toBe(en.words.home.answeredHint);
  expect(tellQuestion({ ...answered, answeredBy: "Anna" }, en, now).hint).toContain("Anna");
});

test("an answer of another day is told by its day", () => {
  const yesterday = { state: "answered", answeredAt: ago(15 * 3600) } as const;
  const older = { state: "answered", answeredAt: ago(72 * 3600) } as const;

  expect(tellQuestion(yesterday, en, now).title).toBe("Answered yesterday");
  expect(tellQuestion(yesterday, ru, now).title).toBe("Ответили вчера");
  expect(tellQuestion(older, ru, now).title).toBe("Ответили 20 ноября");
});

test("nobody's question invites one", () => {
  expect(tellQuestion({ state: "none" }, en, now).title).toBe(en.words.home.none);
});
