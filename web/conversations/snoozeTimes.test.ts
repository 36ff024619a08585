import { afterEach, describe, expect, test, vi } from "vitest";
import { fieldOf, ownTime, snoozeTimes } from "./snoozeTimes";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The choices at a moment, in a zone, as UTC. */
function choices(zone: string, now: string): Record<string, string> {
  vi.stubEnv("TZ", zone);
  return Object.fromEntries(
    snoozeTimes(new Date(now)).map(([name, at]) => [name, at.toISOString().slice(0, 16)]),
  );
}

describe("a snooze", () => {
  test("ends by the clock of the reader's zone", () => {
    expect(choices("Asia/Vladivostok", "2026-11-23T02:00:00Z")).toEqual({
      hour: "2026-11-23T03:00",
      tonight: "2026-11-23T09:00",
      tomorrow: "2026-11-23T23:00",
      monday: "2026-11-29T23:00",
    });
    expect(choices("America/New_York", "2026-11-23T02:00:00Z")).toEqual({
      hour: "2026-11-23T03:00",
      tomorrow: "2026-11-23T14:00",
    });
  });

  test("until tomorrow ends at nine although the night has an hour less or more", () => {
    expect(choices("Europe/Berlin", "2026-03-28T12:00:00Z").tomorrow).toBe("2026-03-29T07:00");
    expect(choices("Europe/Berlin", "2026-10-24T12:00:00Z").tomorrow).toBe("2026-10-25T08:00");
  });

  test("of an hour lasts an hour when the clock is put back meanwhile", () => {
    expect(choices("Europe/Berlin", "2026-10-25T00:30:00Z").hour).toBe("2026-10-25T01:30");
  });

  test("until tonight is not offered when the evening is here", () => {
    expect(choices("UTC", "2026-11-23T18:45:00Z").tonight).toBe("2026-11-23T19:00");
    expect(choices("UTC", "2026-11-23T18:46:00Z").tonight).toBeUndefined();
    expect(choices("UTC", "2026-11-23T22:00:00Z").tonight).toBeUndefined();
  });

  test("until Monday is a whole week on a Monday, and is not offered beside tomorrow on a Sunday", () => {
    expect(choices("UTC", "2026-11-23T08:00:00Z").monday).toBe("2026-11-30T09:00");
    expect(choices("UTC", "2026-11-28T08:00:00Z").monday).toBe("2026-11-30T09:00");
    expect(choices("UTC", "2026-11-29T08:00:00Z").monday).toBeUndefined();
  });

  test("crosses the end of a year", () => {
    expect(choices("UTC", "2026-12-31T20:00:00Z").tomorrow).toBe("2027-01-01T09:00");
  });
});

describe("a time of one's own", () => {
  const now = new Date("2026-11-23T12:00:00Z");

  test("is refused when it has passed, is too far or is none", () => {
    vi.stubEnv("TZ", "UTC");
    expect(ownTime("2026-11-23T12:00", now)).toBeNull();
    expect(ownTime("2027-11-24T12:00", now)).toBeNull();
    expect(ownTime("", now)).toBeNull();
  });

  test("is read in the reader's zone, as it was written", () => {
    vi.stubEnv("TZ", "Europe/Moscow");
    expect(ownTime("2026-11-24T09:30", now)?.toISOString()).toBe("2026-11-24T06:30:00.000Z");
    expect(fieldOf(new Date("2026-11-24T06:30:00Z"))).toBe("2026-11-24T09:30");
  });
});
