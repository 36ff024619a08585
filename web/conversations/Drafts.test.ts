import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../api/client";
import { Problem } from "../api/problem";
import { Drafts } from "./Drafts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Server {
  readonly saved: unknown[] = [];
  failure: Problem | null = null;
  readonly client = {
    send: async (_: string, __: string, body: unknown) => {
      if (this.failure) throw this.failure;
      this.saved.push(body);
    },
  } as unknown as Client;
}

test("typing is kept once it rests", async () => {
  const server = new Server();
  const drafts = new Drafts(server.client, null);

  drafts.write(7, { text: "H" });
  drafts.write(7, { text: "Hello" });
  await vi.advanceTimersByTimeAsync(1_000);

  expect(server.saved).toEqual([{ text: "Hello" }]);
});

test("another device's text is taken over, but never over what is being typed", async () => {
  const drafts = new Drafts(new Server().client, null);
  expect(drafts.heard(7, { text: "from the phone" })).toEqual({ text: "from the phone" });

  drafts.write(7, { text: "typed here" });

  expect(drafts.heard(7, { text: "from the phone" })).toEqual({ text: "typed here" });
});

test("offline it is kept here and saved when the line is back", async () => {
  const server = new Server();
  server.failure = new Problem(0, "gone");
  const drafts = new Drafts(server.client, null);
  drafts.write(7, { text: "Hello" });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drafts.of(7)).toEqual({ text: "Hello" });

  server.failure = null;
  await vi.advanceTimersByTimeAsync(5_000);

  expect(server.saved).toEqual([{ text: "Hello" }]);
});

test("a sent text does not come back from a save under way", async () => {
  const server = new Server();
  const drafts = new Drafts(server.client, null);
  drafts.write(7, { text: "Hello" });
  await vi.advanceTimersByTimeAsync(500);

  drafts.sent(7);
  await vi.advanceTimersByTimeAsync(5_000);

  expect(server.saved).toEqual([]);
  expect(drafts.of(7).text).toBe("");
});
