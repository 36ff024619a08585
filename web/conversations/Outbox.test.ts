import { expect, test, vi } from "vitest";
import type { Client } from "../api/client";
import { Problem } from "../api/problem";
import type { Drawer } from "./drawer";
import { Outbox, stageAfter } from "./Outbox";

interface Call {
  path: string;
  body: Record<string, unknown>;
  key: string | undefined;
}

/** A server that answers as it is told and notes what it was asked. */
class Server {
  readonly calls: Call[] = [];
  failure: Problem | null = null;

  get client(): Client {
    const send = async (
      _: string,
      path: string,
      body: Record<string, unknown>,
      headers?: Record<string, string>,
    ) => {
      this.calls.push({ path, body, key: headers?.["Idempotency-Key"] });
      if (this.failure) throw this.failure;
      return { id: `m${this.calls.length}`, state: "queued" };
    };
    return { send } as unknown as Client;
  }
}

function drawerOf(): Drawer {
  const held = new Map<string, string>();
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
  };
}

const message = (key: string, text = key) => ({
  key,
  chatId: 7,
  text,
  files: [],
  at: "2026-11-23T12:00:00Z",
});
const offline = new Problem(0, "gone");

function opened(server: Server, drawer = drawerOf()): Outbox {
  const outbox = new Outbox(server.client, drawer, async () => undefined);
  outbox.open(1);
  return outbox;
}

test("what can heal waits, what cannot is told, and a colleague's answer is asked about", () => {
  expect(stageAfter(offline)).toBe("waiting");
  expect(stageAfter(new Problem(503, ""))).toBe("waiting");
  expect(stageAfter(new Problem(429, ""))).toBe("waiting");
  expect(stageAfter(new Problem(422, ""))).toBe("refused");
  expect(stageAfter(new Problem(409, "", undefined, undefined, { type: "/problems/blocked" }))).toBe(
    "refused",
  );
  expect(stageAfter(new Problem(409, "", undefined, undefined, { type: "/x/colleague-answered" }))).toBe(
    "answered",
  );
});

test("a doubled tap sends once", async () => {
  const server = new Server();
  const outbox = opened(server);

  outbox.put(message("a"));
  outbox.put(message("a"));
  await vi.waitFor(() => expect(outbox.entries).toHaveLength(0));

  expect(server.calls).toHaveLength(1);
});

test("offline messages wait, and go in their order with the same keys", async () => {
  const server = new Server();
  server.failure = offline;
  const outbox = opened(server);
  outbox.put(message("a"));
  outbox.put(message("b"));
  await vi.waitFor(() => expect(outbox.entries[0]?.stage).toBe("waiting"));

  server.failure = null;
  outbox.wake();
  await vi.waitFor(() => expect(outbox.entries).toHaveLength(0));

  expect(server.calls.map(({ key }) => key)).toEqual(["a", "a", "b"]);
});

test("a reload loses nothing, and another person does not send it", async () => {
  const server = new Server();
  server.failure = offline;
  const drawer = drawerOf();
  opened(server, drawer).put(message("a", "unsent"));

  const stranger = new Outbox(server.client, drawer, async () => undefined);
  stranger.open(2);
  expect(stranger.entries).toEqual([]);

  server.failure = null;
  const later = opened(server, drawer);
  expect(later.entries.map(({ text }) => text)).toEqual(["unsent"]);
  await vi.waitFor(() => expect(later.entries).toHaveLength(0));
});

test("a colleague's answer holds the queue until the writer decides", async () => {
  const server = new Server();
  const fields = { type: "/problems/colleague-answered", author: "Boris", at: "2026-11-23T11:59:55Z" };
  server.failure = new Problem(409, "", undefined, undefined, fields);
  const outbox = opened(server);
  outbox.put(message("a"));
  outbox.put(message("b"));
  await vi.waitFor(() => expect(outbox.entries[0]?.stage).toBe("answered"));
  expect(outbox.entries[0]?.colleague?.author).toBe("Boris");
  expect(server.calls).toHaveLength(1);

  server.failure = null;
  outbox.again("a", true);
  await vi.waitFor(() => expect(outbox.entries).toHaveLength(0));

  expect(server.calls[1]?.body.anyway).toBe(true);
});

test("a refused message says why and holds nobody up", async () => {
  const server = new Server();
  server.failure = new Problem(422, "Too long");
  const outbox = opened(server);
  outbox.put(message("a"));
  await vi.waitFor(() => expect(outbox.entries[0]?.reason).toBe("Too long"));

  server.failure = null;
  outbox.put(message("b"));
  await vi.waitFor(() => expect(outbox.entries).toHaveLength(1));

  expect(outbox.entries[0]?.key).toBe("a");
});

test("sending and being done are one act", async () => {
  const server = new Server();
  const outbox = opened(server);

  outbox.put({ ...message("a"), done: true });
  await vi.waitFor(() => expect(outbox.entries).toHaveLength(0));

  expect(server.calls.map(({ path }) => path)).toEqual([
    "/api/conversations/7/messages",
    "/api/conversations/7/done",
  ]);
});
