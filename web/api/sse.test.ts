import { expect, test } from "vitest";
import { StreamReader } from "./sse";

test("an event cut in the middle is given only when it is whole", () => {
  const reader = new StreamReader();

  expect(reader.read("id: 7\nevent: me\nda")).toEqual([]);
  expect(reader.read('ta: {"topic":"me"}\n')).toEqual([]);
  expect(reader.read("\n")).toEqual([{ id: "7", event: "me", data: '{"topic":"me"}' }]);
});

test("a line end cut between its two characters is one line end", () => {
  const reader = new StreamReader();

  expect(reader.read("data: a\r")).toEqual([]);
  expect(reader.read("\n\r\n")).toEqual([{ id: null, event: "message", data: "a" }]);
});

test("comments keep the line open and say nothing", () => {
  expect(new StreamReader().read(": still here\n\n: and here\n\n")).toEqual([]);
});

test("the last id stays for events that carry none", () => {
  const events = new StreamReader().read("id: 9\ndata: a\n\ndata: b\n\n");

  expect(events.map((event) => event.id)).toEqual(["9", "9"]);
});

test("data on several lines is joined, and an event without data is none", () => {
  expect(new StreamReader().read("event: x\n\ndata: a\ndata:b\n\n")).toEqual([
    { id: null, event: "message", data: "a\nb" },
  ]);
});
