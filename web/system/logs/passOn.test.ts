import { expect, test } from "vitest";
import { passOn } from "./passOn";

test("a line is passed on with all that is known of it, but without ids of people", () => {
  expect(
    passOn({
      id: "1",
      at: "2026-11-30T07:00:00Z",
      level: "error",
      logger: "berry.delivery.Sender",
      update: 512345678,
      request: "r1",
      message: "Chat 5012345678 has blocked the bot",
      stack: "java.io.IOException: chat(5012345678)",
    }),
  ).toBe(
    "2026-11-30T07:00:00Z ERROR berry.delivery.Sender update=512345678 request=r1\n" +
      "Chat …78 has blocked the bot\njava.io.IOException: chat(…78)",
  );
});

test("a line that could not be understood is its message", () => {
  expect(passOn({ id: "1", message: "OutOfMemoryError" })).toBe("OutOfMemoryError");
});
