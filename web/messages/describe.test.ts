import { expect, test } from "vitest";
import { en } from "../i18n/en";
import { ru } from "../i18n/ru";
import { describe, iconOf, isService, kindName } from "./describe";

test("tells what Telegram wrote into a chat in the reader's words", () => {
  expect(describe({ kind: "new_chat_members" }, en)).toBe("Joined the chat");
  expect(describe({ kind: "migrate_to_chat_id" }, ru)).toBe("Группа стала супергруппой");
  expect(describe({ kind: "forum_topic_created", text: "Delivery" }, en)).toBe("New topic: Delivery");
});

test("knows a service line from a message", () => {
  expect(isService("pinned_message", en)).toBe(true);
  expect(isService("text", en)).toBe(false);
});

test("calls a kind that Telegram invents later a message", () => {
  expect(kindName("hologram", en)).toBe(en.kind.other);
  expect(describe({ kind: "hologram" }, en)).toBe(en.kind.other);
});

test("draws each kind in its own way, and an unknown one as the file it may carry", () => {
  expect(iconOf({ kind: "photo" })).toBe("photo");
  expect(iconOf({ kind: "voice" })).toBe("voice");
  expect(iconOf({ kind: "location" })).toBe("place");
  expect(iconOf({ kind: "text" })).toBeNull();
  expect(iconOf({ kind: "hologram" })).toBeNull();
  expect(iconOf({ kind: "hologram", fileSize: 5 })).toBe("file");
});

test("draws every kind that has a name", () => {
  const undrawn = Object.keys(en.kind).filter((kind) => iconOf({ kind }) === null);

  expect(undrawn).toEqual(["text", "other"]);
});
