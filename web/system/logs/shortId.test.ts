import { expect, test } from "vitest";
import { shortId } from "./shortId";

test("a long id is told by its end, a short one stays", () => {
  expect(shortId("01937f2e-9e1c-7aa0-8000-3f0c2c1d8f00")).toBe("…2c1d8f00");
  expect(shortId("k3Jd92_aPq01")).toBe("k3Jd92_aPq01");
});
