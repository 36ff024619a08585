import { expect, test } from "vitest";
import { atLeast, handles, invitable } from "./handles";

test("an admin handles operators and nobody else", () => {
  expect(handles("admin", "operator")).toBe(true);
  expect(handles("admin", "admin")).toBe(false);
  expect(handles("admin", "owner")).toBe(false);
});

test("the owner handles everybody but an owner", () => {
  expect(handles("owner", "admin")).toBe(true);
  expect(handles("owner", "operator")).toBe(true);
  expect(handles("owner", "owner")).toBe(false);
});

test("nobody else handles anybody", () => {
  expect(handles("operator", "operator")).toBe(false);
  expect(handles("user", "operator")).toBe(false);
});

test("one invites to what one handles, and the owner may hand the bot over", () => {
  expect(invitable("operator")).toEqual([]);
  expect(invitable("admin")).toEqual(["operator"]);
  expect(invitable("owner")).toEqual(["operator", "admin", "owner"]);
});

test("a role may what the roles before it may", () => {
  expect(atLeast("owner", "operator")).toBe(true);
  expect(atLeast("operator", "operator")).toBe(true);
  expect(atLeast("user", "operator")).toBe(false);
});
