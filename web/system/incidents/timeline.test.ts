import { describe, expect, test } from "vitest";
import type { IncidentEvent } from "../../api/types";
import { speechOf } from "../../i18n/useWords";
import { byWhom, lineOf } from "./timeline";
import { incidentSpeechOf } from "./useIncidentWords";

const en = incidentSpeechOf(speechOf("en"));
const ru = incidentSpeechOf(speechOf("ru"));
const event = (kind: string, detail: Record<string, unknown> = {}): IncidentEvent => ({
  id: 1,
  at: "2026-11-30T12:00:00Z",
  kind,
  actor: null,
  via: "berry",
  detail,
});
const text = (kind: string, detail: Record<string, unknown> = {}, speech = en) =>
  lineOf(event(kind, detail), speech).text;

/** Every kind the server writes, with what it says of it. */
const kinds: Array<[string, Record<string, unknown>, string, string]> = [
  [
    "opened",
    { key: "database-down", severity: 1 },
    "The incident opened: “PostgreSQL is away”, urgent",
    "Инцидент открыт: «PostgreSQL недоступен», срочно",
  ],
  ["joined", { key: "error-rate" }, "“Errors” joined", "Добавилась тревога «Ошибки»"],
  ["ended", { key: "error-rate" }, "“Errors” ended", "Тревога «Ошибки» кончилась"],
  ["severity", { from: 2, to: 1 }, "Severity: important → urgent", "Важность: важно → срочно"],
  [
    "called",
    { step: 0, target: "person:1", name: "Ann", kind: "message" },
    "Step 1: Ann was called",
    "Шаг 1, вызов: Ann",
  ],
  [
    "called",
    { step: 1, target: "person:1", name: "Ann", kind: "repeat" },
    "Step 2: Ann was called once more",
    "Шаг 2, повторный вызов: Ann",
  ],
  [
    "called",
    { step: 2, target: "webhook", name: "webhook", kind: "fallback" },
    "Step 3: Webhook was called by the second channel",
    "Шаг 3, второй канал: Вебхук",
  ],
  [
    "failed",
    { target: "person:1", name: "Ann", why: "blocked" },
    "Ann could not be reached: the person has blocked the bot",
    "Вызов не дошёл, Ann: человек заблокировал бота",
  ],
  [
    "held",
    { target: "mail", name: "mail", why: "quiet-hours" },
    "The call to E-mail was held back: quiet hours",
    "Вызов придержан, Почта: тихие часы",
  ],
  ["acknowledged", {}, "Acknowledged", "Взят в работу"],
  ["mitigated", {}, "Mitigated", "Последствия сняты"],
  ["escalated", { step: 1 }, "Escalated at once to step 2", "Поднят выше: сразу шаг 2"],
  ["note", { text: "disk swapped" }, "Note", "Заметка"],
  [
    "checked",
    { step: "diagnosis-1", done: true },
    "Done: Diagnosis, step 1",
    "Сделано: Диагностика, пункт 1",
  ],
  [
    "checked",
    { step: "verify-2", done: false },
    "Not done after all: Verify, step 2",
    "Отметка снята: Проверка, пункт 2",
  ],
  [
    "restart",
    { ended: 3, well: true, findings: "", failure: "" },
    "Restarted and checked: all is well",
    "Перезапуск и проверка: всё в порядке",
  ],
  ["silenced", { keys: ["cpu"] }, "Silenced: “Processor busy”", "Без звука: «Процессор занят»"],
  ["deploy", { version: "0.16.0" }, "Deployed 0.16.0", "Выпуск 0.16.0"],
  ["started", { replica: "berry-2" }, "Replica berry-2 started", "Запущена реплика berry-2"],
  ["resolved", {}, "All alerts have ended: resolved", "Все тревоги кончились: инцидент устранён"],
  [
    "reopened",
    { key: "cpu" },
    "Reopened: “Processor busy” fires again",
    "Открыт заново: снова «Процессор занят»",
  ],
  ["closed", { resolution: "a new disk" }, "Closed", "Закрыт"],
  ["owner", { id: 1, name: "Ann" }, "Owner: Ann", "Занимается: Ann"],
];

describe("the timeline", () => {
  test.each(kinds)("tells %s of %j in words", (kind, detail, english, russian) => {
    expect(text(kind, detail)).toBe(english);
    expect(text(kind, detail, ru)).toBe(russian);
  });

  test("shows what somebody wrote as they wrote it", () => {
    expect(lineOf(event("note", { text: "**disk** swapped" }), en).quote).toBe("**disk** swapped");
    expect(lineOf(event("closed", { resolution: "a new disk" }), en).quote).toBe("a new disk");
    expect(lineOf(event("closed"), en).quote).toBeUndefined();
  });

  test("never shows a name of the server for what it does not know", () => {
    expect(text("teleported", { key: "x" })).toBe("Something else happened; a newer Berry can say what");
    expect(text("failed", { target: "person:7", why: "flux_capacitor" })).toBe(
      "somebody could not be reached: for a reason unknown here",
    );
    expect(text("checked", { step: "polish-3", done: true })).toBe("Done: a step of the runbook");
  });

  test("passes on a sentence of the server where it wrote one", () => {
    expect(text("failed", { target: "webhook", why: "ops.example.org answered 503" })).toBe(
      "Webhook could not be reached: ops.example.org answered 503",
    );
  });

  test("says that there was nobody to call", () => {
    expect(text("failed", { why: "nobody", step: 1 })).toBe("Step 2: there was nobody to call");
    expect(text("failed", { why: "nobody", step: 1 }, ru)).toBe("Шаг 2: звать было некого");
  });

  test("tells what a restart did not mend, or why there was none", () => {
    const restart = (detail: Record<string, unknown>) =>
      lineOf(event("restart", { ended: 0, well: false, findings: "", failure: "", ...detail }), en);

    expect(restart({ findings: "disk: 91% of /data is in use" })).toMatchObject({
      text: "Restarted and checked: not well yet",
      quote: "disk: 91% of /data is in use",
    });
    expect(restart({ failure: "the database is away" })).toMatchObject({
      text: "The restart failed",
      quote: "the database is away",
      mood: "bad",
    });
  });

  test("says until when something is silent", () => {
    const until = "2030-01-02T09:00:00Z";

    expect(text("silenced", { keys: ["cpu", "disk"], until })).toMatch(
      /^Silenced until .*: “Processor busy”, “Disk nearly full”$/,
    );
  });

  test("names who did it and by what, and Berry where nobody did", () => {
    const ann = { id: 1, name: "Ann" };

    expect(byWhom({ ...event("note"), actor: ann, via: "chat" }, en)).toBe("Ann from the chat");
    expect(byWhom({ ...event("note"), via: "command" }, en)).toBe("from the command line");
    expect(byWhom(event("opened"), ru)).toBe("сам Berry");
  });
});
