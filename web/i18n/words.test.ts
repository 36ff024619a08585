import { describe, expect, test } from "vitest";
import { alerts as alertsEn } from "./alerts.en";
import { alerts as alertsRu } from "./alerts.ru";
import { config as configEn } from "./config.en";
import { config as configRu } from "./config.ru";
import { en } from "./en";
import { dayOf, formatOf } from "./format";
import { health as healthEn } from "./health.en";
import { health as healthRu } from "./health.ru";
import { incidents as incidentsEn } from "./incidents.en";
import { incidents as incidentsRu } from "./incidents.ru";
import { logs as logsEn } from "./logs.en";
import { logs as logsRu } from "./logs.ru";
import { oncall as oncallEn } from "./oncall.en";
import { oncall as oncallRu } from "./oncall.ru";
import { plural } from "./plural";
import { ru } from "./ru";

type Leaf = string | ((...values: never[]) => string);

function leaves(words: object, path = ""): Map<string, Leaf> {
  return new Map(
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === "object" ? [...leaves(value, `${path}${name}.`)] : [[`${path}${name}`, value as Leaf]],
    ),
  );
}

/** Words that come with a screen of their own are measured with the others. */
const english = leaves({
  ...en,
  health: healthEn,
  alerts: alertsEn,
  logs: logsEn,
  config: configEn,
  incidents: incidentsEn,
  oncall: oncallEn,
});
const russian = leaves({
  ...ru,
  health: healthRu,
  alerts: alertsRu,
  logs: logsRu,
  config: configRu,
  incidents: incidentsRu,
  oncall: oncallRu,
});

describe("the two languages", () => {
  test("say the same things", () => {
    expect([...russian.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("leave nothing empty", () => {
    for (const [name, value] of [...english, ...russian]) {
      if (typeof value === "string") expect(value.trim(), name).not.toBe("");
    }
  });

  test("are not copied from each other", () => {
    const same = [...english].filter(
      ([name, value]) => typeof value === "string" && value === russian.get(name),
    );

    expect(same.map(([name]) => name)).toEqual(["unknown"]);
  });

  test("take the same values", () => {
    for (const [name, value] of english) {
      expect(typeof russian.get(name), name).toBe(typeof value);
    }
  });
});

test.each([
  [0, "0 сообщений"],
  [1, "1 сообщение"],
  [2, "2 сообщения"],
  [5, "5 сообщений"],
  [11, "11 сообщений"],
  [21, "21 сообщение"],
  [112, "112 сообщений"],
  [1022, "1 022 сообщения"],
])("%d is written as %s", (value, expected) => {
  const forms = { one: "# сообщение", few: "# сообщения", many: "# сообщений", other: "# сообщения" };

  expect(plural("ru", value, forms).replaceAll(/\s/g, " ")).toBe(expected);
});

describe("numbers and times", () => {
  test("are written as the reader writes them", () => {
    expect(formatOf("ru").number(18906.5)).toMatch(/^18\s906,5$/);
    expect(formatOf("en").number(18906.5)).toBe("18,906.5");
    expect(formatOf("ru").seconds(0.34)).toBe("0,3");
    expect(formatOf("en").seconds(12.2)).toBe("12");
    expect(formatOf("en").seconds(0.02)).toBe("< 0.1");
  });

  test("are relative within a day and dates after it", () => {
    const now = Date.parse("2026-11-23T12:00:00Z");

    expect(formatOf("en").ago("2026-11-23T11:55:00Z", now)).toBe("5 minutes ago");
    expect(formatOf("ru").ago("2026-11-23T09:00:00Z", now)).toBe("3 часа назад");
    expect(formatOf("en").ago("2026-11-20T09:00:00Z", now)).toBe("20 November");
  });

  test("a span is told in its largest unit", () => {
    expect(formatOf("en").span(720)).toBe("12 min");
    expect(formatOf("ru").span(720)).toMatch(/^12\sмин\.?$/);
    expect(formatOf("en").span(7300)).toBe("2 hr");
  });

  test("today and yesterday go by their names", () => {
    expect(formatOf("ru").day(new Date())).toBe("Сегодня");
    expect(formatOf("en").day(new Date(Date.now() - 86_400_000))).toBe("Yesterday");
    expect(dayOf(new Date(2026, 0, 5, 23))).toBe("2026-01-05");
  });
});
