import { afterEach, beforeEach, expect, test } from "vitest";
import { type Fixture, startFixture } from "../e2e/fixture.mjs";
import { Client } from "./client";
import { Live, type LiveNews } from "./live";
import { SessionKeeper } from "./session";

let fixture: Fixture;
let live: Live | null = null;
let session: SessionKeeper;
const browserFetch = globalThis.fetch;

beforeEach(async () => {
  fixture = await startFixture();
  // A page asks its own server by path; here nobody is a page.
  globalThis.fetch = (path, options) => browserFetch(new URL(String(path), fixture.url), options);
  globalThis.requestAnimationFrame = (draw) => Number(setTimeout(draw, 0));
});

afterEach(() => {
  live?.stop();
  fixture.close();
  globalThis.fetch = browserFetch;
});

async function until(claim: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (claim()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("did not come true within 4 s");
}

async function started(news: Array<LiveNews | null>, inView = true): Promise<Live> {
  session = new SessionKeeper({ initData: "user=%7B%22id%22%3A1%7D" });
  await session.enter();
  live = new Live(new Client(session), async (item) => {
    news.push(item);
    return inView;
  });
  live.start();
  await until(() => live?.status.state === "live");
  return live;
}

test("a broken line is said at once and mended by itself", async () => {
  const stream = await started([]);

  fixture.set({ scene: "offline" });
  fixture.drop();
  await until(() => stream.status.state === "reconnecting");
  fixture.set({ scene: "normal" });

  await until(() => stream.status.state === "live");
});

test("a connection that does not come about is given up and tried again", async () => {
  session = new SessionKeeper({ initData: "user=%7B%22id%22%3A1%7D" });
  await session.enter();
  const answered = globalThis.fetch;
  let hung = 0;
  globalThis.fetch = (path, options) => {
    if (hung > 0 || !String(path).startsWith("/api/live")) return answered(path, options);
    hung += 1;
    return new Promise((_, reject) => {
      options?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
    });
  };
  live = new Live(new Client(session), async () => true, 50);
  live.start();

  await until(() => live?.status.state === "live");
  expect(hung).toBe(1);
});

test("after a break it resumes from the last event it heard", async () => {
  const news: Array<LiveNews | null> = [];
  const stream = await started(news);
  fixture.message({ text: "before" });
  await until(() => news.length > 0);

  fixture.drop();
  await until(() => stream.status.state !== "live");
  await until(() => stream.status.state === "live");

  expect(fixture.resumedFrom()).not.toBeNull();
});

test("the delay of a message shown is measured", async () => {
  const stream = await started([]);
  fixture.message({ text: "hello" });

  await until(() => stream.status.state === "live" && stream.status.delay !== null);

  const { status } = stream;
  expect(status.state === "live" && status.delay).toBeLessThan(2);
});

test("news that are not in view say nothing about the delay", async () => {
  const news: Array<LiveNews | null> = [];
  const stream = await started(news, false);
  fixture.message({ text: "elsewhere" });

  await until(() => news.length >= 2);

  expect(stream.status).toEqual({ state: "live", delay: null });
});

test("another version of the server is noticed at the next hello", async () => {
  await started([]);
  expect(session.outdated).toBe(false);

  fixture.set({ version: "0.2.0" });
  fixture.drop();

  await until(() => session.outdated);
});
