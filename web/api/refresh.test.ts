import { QueryClient, QueryObserver } from "@tanstack/react-query";
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
