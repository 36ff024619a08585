import { expect, test } from "vitest";
import { blocksOf, isCommand, spansOf } from "./markdown";

test("a page becomes headings, paragraphs, steps and code", () => {
  const page = [
    "# Disk",
    "",
    "One line",
    "and its end.",
    "",
    "## Diagnosis",
    "1. `./berry doctor`: look.",
    "2. Ask:",
    "",
    "   ```sql",
    "   SELECT 1",
    "     FROM a;",
    "   ```",
    "- **Never** [delete](../x.md) it.",
  ].join("\n");

  expect(blocksOf(page)).toEqual([
    { kind: "heading", text: "Disk" },
    { kind: "paragraph", spans: [{ kind: "text", text: "One line and its end." }] },
    { kind: "heading", text: "Diagnosis" },
    {
      kind: "item",
      marker: "1.",
      spans: [
        { kind: "code", text: "./berry doctor" },
        { kind: "text", text: ": look." },
      ],
    },
    { kind: "item", marker: "2.", spans: [{ kind: "text", text: "Ask:" }] },
    { kind: "code", text: "SELECT 1\n  FROM a;" },
    {
      kind: "item",
      marker: "",
      spans: [
        { kind: "strong", text: "Never" },
        { kind: "text", text: " delete it." },
      ],
    },
  ]);
});

test("of emphasis the words stay, and a star in code is a star", () => {
  expect(spansOf("it says *all is well*, 2 * 3 * 4")).toEqual([
    { kind: "text", text: "it says all is well, 2 * 3 * 4" },
  ]);
  expect(spansOf("`du -sh data/* logs/*`")).toEqual([{ kind: "code", text: "du -sh data/* logs/*" }]);
});

test("what is not closed is shown as it stands", () => {
  expect(spansOf("a ` b ** c")).toEqual([{ kind: "text", text: "a ` b ** c" }]);
  expect(blocksOf("```\nx")).toEqual([{ kind: "code", text: "x" }]);
});

test("a command is told from a name and from what it answers", () => {
  expect(["./berry doctor", "df -h data", "pg_isready -h HOST -p 5432"].every(isCommand)).toBe(true);
  expect(["database.down", "intake ok", "data/postgres", "postmaster.pid", "top-level"].some(isCommand)).toBe(
    false,
  );
});
