import { expect, test } from "vitest";
import { type Pages, rows, withFreshTop } from "./pages";

const page = (...ids: number[]) => ({ items: ids.map((id) => ({ id })), next: "more" });
const pages = (...list: Array<ReturnType<typeof page>>): Pages<{ id: number }> => ({
  pages: list,
  pageParams: list.map(() => undefined),
});

test("rows that do not meet the known ones mean reading all anew", () => {
  expect(withFreshTop(pages(page(5, 4), page(3, 2)), page(9, 8))).toBeNull();
});

test("a new row comes on top and none is lost below", () => {
  const merged = withFreshTop(pages(page(5, 4), page(3, 2)), page(6, 5));

  expect(rows(merged ?? undefined).map((row) => row.id)).toEqual([6, 5, 4, 3, 2]);
});

test("a changed row takes the place of the old one", () => {
  const old = pages(page(5, 4), page(3));
  const merged = withFreshTop(old, {
    items: [{ id: 5, text: "edited" } as { id: number }, { id: 4 }],
    next: "more",
  });

  expect(merged?.pages[0]?.items).toEqual([{ id: 5, text: "edited" }, { id: 4 }]);
});

test("knows a row that says more about an item by the item", () => {
  const row = (id: number) => ({ item: { id } });
  const list = (...ids: number[]) => ({ items: ids.map(row), next: "more" });
  const known = { pages: [list(5, 4), list(4, 3)], pageParams: [undefined, undefined] };

  expect(rows(known)).toEqual([row(5), row(4), row(3)]);
  expect(withFreshTop(known, list(6, 5))?.pages[0]?.items).toEqual([row(6), row(5), row(4)]);
});

test("a row that slipped into the next page is shown once", () => {
  expect(rows(pages(page(5, 4), page(4, 3))).map((row) => row.id)).toEqual([5, 4, 3]);
});
