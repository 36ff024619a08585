import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { refresher } from "./refresh";

test("news that comes while the first answer is under way is asked for once more", async () => {
  const queries = new QueryClient();
  const answers: ((value: string) => void)[] = [];
  const asked = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver(queries, { queryKey: ["me"], queryFn: asked, meta: { topics: ["me"] } });
  const stop = observer.subscribe(() => {});
  const refresh = refresher(queries);

  const round = refresh({ topic: "me" });
  answers[0]?.("before the news");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("with the news");
  await round;

  expect(queries.getQueryData(["me"])).toBe("with the news");
  stop();
});

test("an answer from before the news never lies over what the news brought", async () => {
  const queries = new QueryClient();
  const asked: ((value: { items: { id: number }[] }) => void)[] = [];
  const page = () => new Promise<{ items: { id: number }[] }>((resolve) => asked.push(resolve));
  const observer = new InfiniteQueryObserver(queries, {
    queryKey: ["rows"],
    queryFn: page,
    initialPageParam: undefined,
    getNextPageParam: () => undefined,
    meta: { topics: ["rows"], top: page },
  });
  const stop = observer.subscribe(() => {});
  const answer = async (n: number, ...ids: number[]) => {
    await expect.poll(() => asked.length).toBeGreaterThan(n);
    asked[n]?.({ items: ids.map((id) => ({ id })) });
  };
  await answer(0, 1);
  await expect.poll(() => queries.getQueryData(["rows"])).toBeDefined();

  // The reader asks, the server reads, and only then the news comes.
  const early = observer.refetch();
  const round = refresher(queries)({ topic: "rows" });
  const late = answer(2, 2, 1);
  await answer(1, 1);
  await Promise.all([early, late, round]);

  expect(queries.getQueryData<{ pages: unknown[] }>(["rows"])?.pages).toEqual([
    { items: [{ id: 2 }, { id: 1 }] },
  ]);
  stop();
});
