import { expect, test } from "vitest";
import { FILE, kindOf, mayBePhoto, PHOTO, refusal } from "./limits";

test("a file over the limit is refused before it is uploaded", () => {
  expect(refusal({ size: FILE + 1 })).toBe("fileTooLarge");
  expect(refusal({ size: 0 })).toBe("empty");
  expect(refusal({ size: FILE })).toBeNull();
});

test("a picture too large for a photo goes as a file", () => {
  expect(kindOf({ type: "image/jpeg", size: PHOTO + 1 }, false)).toBe("document");
  expect(mayBePhoto({ type: "image/jpeg", size: PHOTO })).toBe(true);
});

test("a drawing with scripts in it is no photo", () => {
  expect(mayBePhoto({ type: "image/svg+xml", size: 100 })).toBe(false);
});

test("whoever asks for a file gets a file", () => {
  expect(kindOf({ type: "image/png", size: 1 }, true)).toBe("document");
});
