import { describe, expect, test } from "vitest";
import type { AlertItem } from "../../api/types";
import { formatOf } from "../../i18n/format";
import { systemSpeechOf } from "../useSystemWords";
import { becauseOf, grouped, ruleNameOf, stateOf } from "./sentences";

const rule = (changes: Partial<AlertItem>): AlertItem => ({
  key: "cpu",
  metric: "cpu.used",
  unit: "share",
  state: "ok",
  value: 0.42,
  threshold: 0.8,
  clear: 0.75,
  above: true,
  forSeconds: 300,
  clearForSeconds: 300,
  severity: 2,
  source: "default",
  off: false,
  episodesLastHour: 0,
  ...changes,
});
const en = systemSpeechOf("en", formatOf("en"));
const ru = systemSpeechOf("ru", formatOf("ru"));
const plain = (text: string) => text.replaceAll(/\s/g, " ");
const because = (changes: Partial<AlertItem>, speech = en) => plain(becauseOf(rule(changes), speech, "—"));

describe("why a rule is in its state", () => {
  test("is said in the reader's language, not in the server's", () => {
    const pending = { state: "pending", value: 0.91, pendingSeconds: 185, because: "cpu is high" } as const;

    expect(because(pending)).toBe("It is 91%, over 80% for 3 min; it fires after 5 min.");
    expect(because(pending, ru)).toContain("больше 80 %");
  });

  test("a rule about too little fires under its threshold and ends over its limit", () => {
    const seconds = { unit: "seconds", above: false, threshold: 3 * 86_400, clear: 4 * 86_400 } as const;

    expect(because({ ...seconds, value: 86_400 * 22, forSeconds: 1800 })).toContain("under 3 days");
    expect(because({ ...seconds, state: "recovering", value: 86_400 * 5 })).toContain("over 4 days");
  });

  test("a limit is not rounded: 26 hours are not a day", () => {
    const age = { unit: "seconds", threshold: 26 * 3600, value: 3 * 3600, forSeconds: 0 } as const;

    expect(because(age)).toBe("It is 3 hr; it fires over 26 hr, at once.");
  });

  test("a shortened unit at the end of a sentence has one point", () => {
    const days = { unit: "seconds", threshold: 86_400, value: 60, forSeconds: 0 } as const;

    expect(because(days, ru)).not.toContain("..");
  });

  test("an unknown value is not 0, and no dash in a sentence", () => {
    const absent = { value: null, since: "2026-11-30T11:00:00Z" } as const;

    expect(because({ ...absent, state: "firing" })).toContain("There is no figure now; firing since");
    expect(because({ ...absent, forSeconds: 0 })).toBe("There is no figure now; it fires over 80%, at once.");
    expect(because({ ...absent, state: "ok" }, ru)).toContain("Показателя сейчас нет; тревога, если больше");
  });

  test("a Russian sentence does not stumble over two words of one letter", () => {
    const slow = { unit: "seconds", threshold: 1, value: 5.5, since: "2026-11-30T11:00:00Z" } as const;

    expect(because({ ...slow, state: "firing" }, ru)).not.toContain("с с");
  });

  test("what another alert explains says so", () => {
    expect(because({ inhibitedBy: "database-down" })).toBe("Held back: “PostgreSQL is away” explains it.");
  });
});

test("a pending rule tells how far it is, and never more than all of it", () => {
  expect(plain(stateOf(rule({ state: "pending", pendingSeconds: 190 }), en))).toBe("Pending 3 of 5 min");
  expect(plain(stateOf(rule({ state: "pending", pendingSeconds: 900 }), en))).toBe("Pending 5 of 5 min");
  expect(plain(stateOf(rule({ state: "pending", pendingSeconds: 15, forSeconds: 60 }), en))).toBe(
    "Pending 15 sec of 1 min",
  );
});

test("a rule of one's own is called by its key, whatever word that is", () => {
  expect(ruleNameOf("cpu", en.alerts)).toBe("Processor busy");
  expect(ruleNameOf("constructor", en.alerts)).toBe("constructor");
});

test("what fires stands first, what is switched off last", () => {
  const groups = grouped([
    rule({ key: "off", off: true, state: "firing" }),
    rule({ key: "silent", state: "silenced" }),
    rule({ key: "soon", state: "pending" }),
    rule({ key: "fine" }),
    rule({ key: "mild", state: "firing" }),
    rule({ key: "severe", state: "firing", severity: 1 }),
  ]);

  expect(groups.map(([group, items]) => [group, items.map(({ key }) => key)])).toEqual([
    ["firing", ["severe", "mild"]],
    ["watch", ["soon", "silent"]],
    ["quiet", ["fine", "off"]],
  ]);
});
