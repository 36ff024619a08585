import { expect, test } from "vitest";
import { redact } from "./redact";

test("ids of people and chats keep two digits", () => {
  expect(redact("chat 5012345678 blocked the bot")).toBe("chat …78 blocked the bot");
  expect(redact("chat=-1001234567890, person=123456")).toBe("chat=…90, person=…56");
  expect(redact("Sent to 5012345678.")).toBe("Sent to …78.");
});

test("short numbers, times, versions and hashes stay", () => {
  const text = "update 812 at 2026-11-30T07:01:22.123456Z, 1.20.3, 4f123456789ab, 0.123456 s, id 0193-123456";
  expect(redact(text)).toBe(text);
});

test("every line of a stack is redacted, and what is masked stays", () => {
  expect(redact("token ***\n\tat chat(5012345678)\n\tat 7012345679")).toBe(
    "token ***\n\tat chat(…78)\n\tat …79",
  );
});
