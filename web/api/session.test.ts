import { afterEach, beforeEach, expect, test } from "vitest";
import { type Fixture, startFixture } from "../e2e/fixture.mjs";
import { Client } from "./client";
import { linkIn, SessionKeeper } from "./session";
import type { Me } from "./types";

let fixture: Fixture;
const browserFetch = globalThis.fetch;

beforeEach(async () => {
  fixture = await startFixture();
  globalThis.fetch = (path, options) => browserFetch(new URL(String(path), fixture.url), options);
});

afterEach(() => {
  fixture.close();
  globalThis.fetch = browserFetch;
});

const launched = () => new SessionKeeper({ initData: "user=%7B%22id%22%3A1%7D" });

test("launch data that have grown too old ask to reopen from the chat", async () => {
  fixture.set({ scene: "closed" });
  const session = launched();

  await session.enter();

  expect(session.entrance).toEqual({ state: "closed", why: "expired" });
});

test("a used link says so", async () => {
  const session = new SessionKeeper({ link: "used" });

  await session.enter();

  expect(session.entrance).toEqual({ state: "closed", why: "link-used" });
});

test("without credentials nothing is asked of the server", async () => {
  const session = new SessionKeeper(null);

  await session.enter();

  expect(session.entrance).toEqual({ state: "closed", why: "nothing" });
});

test("a server that cannot be reached is not a refusal", async () => {
  fixture.close();
  const session = launched();

  await session.enter();

  expect(session.entrance.state).toBe("unreachable");
});

test("a session the server has forgotten is renewed without a word", async () => {
  const session = launched();
  await session.enter();
  fixture.set({ forgotten: session.token });

  const me = await new Client(session).get<Me>("/api/me");

  expect(me.bot.username).toBe("berry_bot");
});

test("a link opens one session, not two", async () => {
  const session = new SessionKeeper({ link: "fresh" });
  await session.enter();
  expect(session.entrance.state).toBe("open");

  await session.enter();

  expect(session.entrance).toEqual({ state: "closed", why: "expired" });
});

test("signing out forgets the token here and now", async () => {
  const session = launched();
  await session.enter();

  await session.leave();

  expect(session.token).toBe("");
  expect(session.entrance).toEqual({ state: "closed", why: "signed-out" });
});

test("signing out everywhere is done when the server says so", async () => {
  const session = launched();
  await session.enter();

  expect(await session.leaveEverywhere()).toBe(true);

  expect(fixture.signedOut()).toBe("everywhere");
  expect(session.token).toBe("");
  expect(session.entrance).toEqual({ state: "closed", why: "signed-out" });
});

test("who could not be signed out everywhere stays signed in", async () => {
  const session = launched();
  await session.enter();
  fixture.set({ scene: "error" });
  expect(await session.leaveEverywhere()).toBe(false);
  fixture.close();
  expect(await session.leaveEverywhere()).toBe(false);

  expect(session.entrance.state).toBe("open");
  expect(session.token).not.toBe("");
});

test("a session the server has forgotten still signs out everywhere", async () => {
  const session = launched();
  await session.enter();
  fixture.set({ forgotten: session.token });

  expect(await session.leaveEverywhere()).toBe(true);

  expect(fixture.signedOut()).toBe("everywhere");
});

test("a link's code is read behind the # and nowhere else", () => {
  expect(linkIn("#link=Ab9_-")).toBe("Ab9_-");
  expect(linkIn("")).toBeNull();
  expect(linkIn("?link=Ab9_-")).toBeNull();
  expect(linkIn("#/overview?link=Ab9_-")).toBeNull();
  expect(linkIn("#link=")).toBeNull();
  expect(linkIn("#link=a%20b")).toBeNull();
});

test("a failure carries the server's words and the request to quote", async () => {
  const session = launched();
  await session.enter();
  fixture.set({ scene: "error" });

  await expect(new Client(session).get("/api/me")).rejects.toMatchObject({
    status: 503,
    requestId: "r-5f2a",
    message: expect.stringContaining("PostgreSQL"),
  });
});
