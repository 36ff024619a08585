import { QueryClient, QueryObserver, type QueryObserverOptions } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { agedOf, FRESH } from "./aged";
import { Client } from "./client";
import { Problem } from "./problem";
import { alerts, health } from "./queries";
import { SessionKeeper } from "./session";

let queries: QueryClient;
let answer: () => Promise<string>;
const quits: Array<() => void> = [];

beforeEach(() => {
  queries = new QueryClient();
  answer = async () => "well";
});

afterEach(() => {
  for (const quit of quits.splice(0)) quit();
  queries.clear();
});

/** Asks as a screen in view does. */
async function inView(key: string, more: Partial<QueryObserverOptions> = {}): Promise<void> {
  const observer = new QueryObserver(queries, {
    queryKey: [key],
    queryFn: () => answer(),
    retry: 2,
    retryDelay: 60_000,
    meta: { fresh: FRESH },
    ...more,
  });
  quits.push(observer.subscribe(() => {}));
  await observer.fetchOptimistic(observer.options as never);
}

const aged = (now: number) => agedOf(queries.getQueryCache().getAll(), now);
const answeredAt = (key: string) => queries.getQueryState([key])?.dataUpdatedAt ?? Number.NaN;

async function until(claim: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (claim()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("did not come true within a second");
}

test("an answer is the present for fifteen seconds and then is told from when it is", async () => {
  await inView("health");
  const at = answeredAt("health");

  expect(aged(at + 15_000)).toBeNull();
  expect(aged(at + 15_001)).toEqual({ since: at, status: null });
});

test("a question that hangs does not keep the last answer young", async () => {
  await inView("health");
  const at = answeredAt("health");
  answer = () => new Promise(() => {});
  void queries.refetchQueries({ queryKey: ["health"] });

  expect(aged(at + 20_000)).toEqual({ since: at, status: null });
});

test("what the server answers instead is told before the last try", async () => {
  await inView("health");
  const at = answeredAt("health");
  answer = () => Promise.reject(new Problem(503, "The database does not answer."));
  void queries.refetchQueries({ queryKey: ["health"] });
  await until(() => queries.getQueryState(["health"])?.fetchFailureCount === 1);

  expect(aged(at + 20_000)).toEqual({ since: at, status: 503 });
});

test("a line that is down is told as silence", async () => {
  await inView("health");
  answer = () => Promise.reject(new Problem(0, "fetch failed"));
  void queries.refetchQueries({ queryKey: ["health"] });
  await until(() => queries.getQueryState(["health"])?.fetchFailureCount === 1);

  expect(aged(answeredAt("health") + 20_000)?.status).toBeNull();
});

test("the next answer makes it the present again", async () => {
  await inView("health");
  const first = answeredAt("health");
  await until(() => Date.now() > first);
  await queries.refetchQueries({ queryKey: ["health"] });

  expect(aged(first + 15_001)).toBeNull();
});

test("the oldest of what is in view counts", async () => {
  await inView("health");
  const at = answeredAt("health");
  await until(() => Date.now() > at);
  await inView("alerts");

  expect(aged(at + 60_000)?.since).toBe(at);
});

test("what is not in view, and what nobody asks for all the time, may be old", async () => {
  await inView("health");
  await inView("runbook", { meta: {} });
  for (const quit of quits.splice(0, 1)) quit();

  expect(aged(Date.now() + 3_600_000)).toBeNull();
});

test("health and alerts are among what must be fresh", () => {
  const client = new Client(new SessionKeeper(null));

  expect(health(client).meta?.fresh).toBe(FRESH);
  expect(alerts(client).meta?.fresh).toBe(FRESH);
});
