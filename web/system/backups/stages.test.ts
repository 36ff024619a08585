import { expect, test } from "vitest";
import type { WorkStep } from "../../api/types";
import { shareOf, stageOf, stagesOf } from "./stages";

test("the backup before a restore is a stage of the restore", () => {
  expect(stagesOf("restore")[stageOf({ kind: "restore", step: "writing" })]).toBe("saving");
  expect(stagesOf("backup")[stageOf({ kind: "backup", step: "writing" })]).toBe("writing");
});

test("what was only just asked for is at its first stage", () => {
  expect(stageOf({ kind: "backup", step: "beginning" })).toBe(0);
  expect(stageOf({ kind: "undo", step: "beginning" })).toBe(0);
});

test("sending copies elsewhere is a stage where there are any", () => {
  expect(stagesOf("backup").at(stageOf({ kind: "backup", step: "copying" }))).toBe("copying");
  expect(stagesOf("restore").at(stageOf({ kind: "restore", step: "copying" }))).toBe("saving");
  expect(stagesOf("backup", false)).not.toContain("copying");
});

test("checking the file is part of reading it", () => {
  expect(stageOf({ kind: "proof", step: "checking" })).toBe(0);
});

test("a step of a newer server is no stage, and stops nothing", () => {
  expect(stageOf({ kind: "proof", step: "polishing" as WorkStep })).toBe(-1);
});

test("what is only estimated never says that it is done", () => {
  expect(shareOf({ done: 250, total: 200 })).toBe(0.99);
  expect(shareOf({ done: 50, total: 200 })).toBe(0.25);
  expect(shareOf({ done: 50, total: 0 })).toBeNull();
});
