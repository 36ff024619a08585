import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Client } from "../api/client";
import { FileCache } from "./FileCache";

const MEGABYTE = 1024 * 1024;
let revoked: string[] = [];

beforeEach(() => {
  revoked = [];
  let made = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++made}`);
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
});
afterEach(() => void vi.restoreAllMocks());

function cacheOf(size: number) {
  const asked: string[] = [];
  const open = async (path: string) => {
    asked.push(path);
    if (path.endsWith("gone")) throw new Error("404");
    return { blob: async () => ({ type: "image/webp", size }) };
  };
  return { cache: new FileCache({ open } as unknown as Client), asked };
}

test("a file is fetched once for all who show it", async () => {
  const { cache, asked } = cacheOf(10);

  const [one, other] = await Promise.all([cache.take("a"), cache.take("a")]);

  expect(one).toBe(other);
  expect(asked).toEqual(["/api/files/a"]);
});

test("memory is bounded, and what is in view stays", async () => {
  const { cache } = cacheOf(40 * MEGABYTE);
  await cache.take("seen");
  for (const id of ["b", "c", "d"]) {
    await cache.take(id);
    cache.release(id);
  }

  expect(cache.peek("seen")).toBeDefined();
  expect(cache.peek("b")).toBeUndefined();
  expect(revoked).toHaveLength(2);
});

test("a failure is not remembered", async () => {
  const { cache, asked } = cacheOf(10);
  await expect(cache.take("gone")).rejects.toThrow();
  await expect(cache.take("gone")).rejects.toThrow();

  expect(asked).toHaveLength(2);
});

test("an id cannot lead elsewhere", async () => {
  const { cache, asked } = cacheOf(10);

  await cache.take("../me?x");

  expect(asked).toEqual(["/api/files/..%2Fme%3Fx"]);
});

test("whatever the server answers, its address is one of this page's own", async () => {
  vi.restoreAllMocks();
  const page = new Blob(["<script>alert(1)</script>"], { type: "text/html" });
  const open = async () => ({ blob: async () => page });

  const { url } = await new FileCache({ open } as unknown as Client).take("https://evil.example/x");

  expect(new URL(url).protocol).toBe("blob:");
  URL.revokeObjectURL(url);
});
