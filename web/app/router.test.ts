import { expect, test } from "vitest";
import { addressOf, placeOf, placeOfLink, Router } from "./router";

test("a link to nowhere is no place", () => {
  expect(placeOfLink("")).toBeNull();
  expect(placeOfLink("day_yesterday")).toBeNull();
  expect(placeOfLink("admin")).toBeNull();
  expect(placeOfLink("chat_1/../2")).toBeNull();
  expect(placeOf("#/nowhere")).toBeNull();
  expect(placeOf("#tgWebAppData=x")).toBeNull();
});

test("a deep link reaches its screen", () => {
  expect(placeOfLink("day_2026-11-10")).toEqual({ screen: "activity", parameters: { day: "2026-11-10" } });
  expect(placeOfLink("overview_30d")).toEqual({ screen: "overview", parameters: { range: "30d" } });
  expect(placeOfLink("chat_101")).toEqual({ screen: "conversation", parameters: { chat: "101" } });
  expect(placeOfLink("chat_m1009")).toEqual({ screen: "conversation", parameters: { chat: "-1009" } });
  expect(placeOfLink("backups")).toEqual({ screen: "system", parameters: { page: "backups" } });
  expect(placeOfLink("system")).toEqual({ screen: "system", parameters: {} });
  expect(placeOfLink("alert_disk-forecast")).toEqual({
    screen: "system",
    parameters: { page: "alerts", rule: "disk-forecast" },
  });
  expect(placeOfLink("runbook_disk")).toEqual({
    screen: "system",
    parameters: { page: "alerts", rule: "disk", read: "1" },
  });
  expect(placeOfLink("alert_../x")).toBeNull();
  expect(placeOfLink("incidents")).toEqual({ screen: "system", parameters: { page: "incidents" } });
  expect(placeOfLink("incident_12")).toEqual({
    screen: "system",
    parameters: { page: "incidents", incident: "12" },
  });
  expect(placeOfLink("incident_0")).toBeNull();
  expect(placeOfLink("incident_1x")).toBeNull();
  expect(placeOfLink("oncall")).toEqual({ screen: "system", parameters: { page: "oncall" } });
  expect(placeOfLink("settings")).toEqual({ screen: "more", parameters: {} });
});

test("a link to a conversation names a chat, a group's with an m for the minus", () => {
  expect(placeOfLink("chat_42")).toEqual({ screen: "conversation", parameters: { chat: "42" } });
  expect(placeOfLink("chat_m1001234")).toEqual({ screen: "conversation", parameters: { chat: "-1001234" } });
  expect(placeOfLink("chat_-5")).toBeNull();
  expect(placeOfLink("chat_")).toBeNull();
  expect(placeOfLink("chat_99999999999999999")).toBeNull();
  expect(placeOfLink("conversation")).toBeNull();
});

test("the inbox beside a conversation is filtered without leaving the conversation", () => {
  const router = new Router({ screen: "inbox", parameters: { tab: "mine" } }, false);
  let told = 0;
  router.go("conversation", { chat: "7" });
  router.watch(() => {
    told += 1;
  });

  router.set({ tag: "vip" }, "inbox");

  expect(told).toBe(1);
  expect(router.place).toEqual({ screen: "conversation", parameters: { chat: "7" } });
  expect(router.leftAt("inbox")?.parameters).toEqual({ tab: "mine", tag: "vip" });
});

test("an address brings back the same place", () => {
  const place = { screen: "activity" as const, parameters: { filter: "files", search: "чек №5" } };

  expect(placeOf(addressOf(place))).toEqual(place);
});

test("a tab is found again as it was left", () => {
  const router = new Router({ screen: "home", parameters: {} }, false);

  router.go("overview");
  router.set({ range: "30d" });
  router.go("home");
  router.go("overview");

  expect(router.place).toEqual({ screen: "overview", parameters: { range: "30d" } });
});

test("an emptied filter disappears from the place", () => {
  const router = new Router({ screen: "activity", parameters: { search: "чек" } }, false);

  router.set({ search: "" });

  expect(router.place.parameters).toEqual({});
});
