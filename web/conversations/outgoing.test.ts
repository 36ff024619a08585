import { expect, test } from "vitest";
import { messagesOf } from "./outgoing";

const file = (id: string, kind: string) => ({ id, kind, name: id, size: 1 });

test("short words are the caption of the first files", () => {
  expect(messagesOf(" Look ", [file("a", "photo"), file("b", "video")])).toEqual([
    { text: "Look", files: [file("a", "photo"), file("b", "video")] },
  ]);
});

test("words too long for a caption follow the files", () => {
  const words = "x".repeat(1025);

  expect(
    messagesOf(words, [file("a", "photo")]).map(({ text, files }) => [text.length, files.length]),
  ).toEqual([
    [0, 1],
    [1025, 0],
  ]);
});

test("documents and pictures do not stand in one album", () => {
  const groups = messagesOf("", [file("a", "photo"), file("b", "document"), file("c", "photo")]);

  expect(groups.map(({ files }) => files.map(({ id }) => id))).toEqual([["a", "c"], ["b"]]);
});

test("nothing goes as nothing", () => {
  expect(messagesOf("  ", [])).toEqual([]);
});
