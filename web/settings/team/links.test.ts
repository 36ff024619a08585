import { expect, test } from "vitest";
import { sharePath, startWord } from "./links";

const link = "https://t.me/berry_bot?start=invite_A-b_9";

test("a link is shared with its question mark and a text with its spaces", () => {
  expect(sharePath(link, "Вход & всё")).toBe(
    `share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent("Вход & всё")}`,
  );
  expect(new URL(`https://t.me/${sharePath(link, "a b")}`).searchParams.get("url")).toBe(link);
});

test("opening a link is writing its start word", () => {
  expect(startWord(link)).toBe("/start invite_A-b_9");
});
