import { expect, test } from "vitest";
import type { Role, Self } from "../api/types";
import { mayOpen, tabsOf } from "./tabs";

const person = (role: Role): Self => ({ id: 1, firstName: "Anna", language: "en", role });
const screens = (role: Role) => tabsOf(person(role)).map((tab) => tab.screen);

test("a person is not led to the conversations of others", () => {
  expect(screens("user")).toEqual(["home", "activity", "more"]);
  expect(mayOpen(person("user"), "inbox")).toBe(false);
  expect(mayOpen(person("user"), "conversation")).toBe(false);
});

test("an operator begins at the Inbox, without an Overview that the server keeps for admins", () => {
  expect(screens("operator")).toEqual(["inbox", "system", "home", "activity", "more"]);
  expect(mayOpen(person("operator"), "conversation")).toBe(true);
  expect(mayOpen(person("operator"), "overview")).toBe(false);
});

test("an admin and who stands above see the Overview first", () => {
  expect(screens("admin")).toEqual(["overview", "inbox", "system", "home", "activity", "more"]);
  expect(screens("owner")).toEqual(screens("admin"));
  expect(mayOpen(person("admin"), "overview")).toBe(true);
});

test("how Berry itself is doing is the team's", () => {
  expect(mayOpen(person("user"), "system")).toBe(false);
  expect(mayOpen(person("operator"), "system")).toBe(true);
});

test("a conversation is the team's", () => {
  expect(mayOpen(person("user"), "conversation")).toBe(false);
  expect(mayOpen(person("operator"), "conversation")).toBe(true);
});

test("a role of a newer server leaves people what is theirs", () => {
  const newer = { ...person("user"), role: "auditor" as Role };

  expect(tabsOf(newer).map((tab) => tab.screen)).toEqual(["home", "activity", "more"]);
});
