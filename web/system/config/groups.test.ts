import { expect, test } from "vitest";
import { grouped } from "./groups";

const setting = (name: string) => ({ name, value: "", source: "default", secret: false, pinned: false });

test("settings stand with their kind, in the order of the page", () => {
  const names = ["RAILWAY_REPLICA_ID", "timeZone", "PORT", "BOT_TOKEN", "DATABASE_URL", "WEBAPP_URL"];

  expect(grouped(names.map(setting)).map(([group, of]) => [group, of.map(({ name }) => name)])).toEqual([
    ["connection", ["BOT_TOKEN", "WEBAPP_URL"]],
    ["data", ["DATABASE_URL"]],
    ["network", ["PORT"]],
    ["rules", ["timeZone"]],
    ["host", ["RAILWAY_REPLICA_ID"]],
  ]);
});

test("a setting of a newer server is not lost", () => {
  expect(grouped([setting("SOMETHING_NEW")])).toEqual([["other", [setting("SOMETHING_NEW")]]]);
});
