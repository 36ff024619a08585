import { expect, test } from "vitest";
import { atLeast, readLaunch } from "./launch";

const initData =
  "user=%7B%22id%22%3A7%2C%22language_code%22%3A%22ru%22%7D&auth_date=1&start_param=activity&hash=ab%2Bc";

test("an address without launch parameters is a plain browser", () => {
  const launch = readLaunch("");

  expect(launch.initData).toBe("");
  expect(launch.theme).toEqual({});
});

test("a broken theme does not stop the start", () => {
  expect(readLaunch("#tgWebAppThemeParams=%7Bbroken&tgWebAppData=x").theme).toEqual({});
  expect(readLaunch(`#tgWebAppThemeParams=${encodeURIComponent('{"bg_color":5}')}`).theme).toEqual({});
});

test("the signed string is passed on exactly as Telegram wrote it", () => {
  const launch = readLaunch(`#tgWebAppData=${encodeURIComponent(initData)}&tgWebAppVersion=8.0`);

  expect(launch.initData).toBe(initData);
  expect(launch.version).toBe("8.0");
  expect(launch.languageCode).toBe("ru");
});

test("a deep link comes by either name", () => {
  expect(readLaunch(`#tgWebAppData=${encodeURIComponent(initData)}`).startParameter).toBe("activity");
  expect(readLaunch("#tgWebAppStartParam=day_2026-11-10").startParameter).toBe("day_2026-11-10");
  expect(readLaunch("#tgWebAppVersion=8.0", "?open=alert_disk").startParameter).toBe("alert_disk");
});

test("versions compare by number, not by letter", () => {
  expect(atLeast("7.10", "7.7")).toBe(true);
  expect(atLeast("6.9", "7.0")).toBe(false);
  expect(atLeast("nonsense", "6.1")).toBe(false);
});
