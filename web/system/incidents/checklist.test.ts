import { expect, test } from "vitest";
import { checklistOf } from "./checklist";

const page = [
  "# Disk",
  "",
  "## Meaning",
  "- Nothing to do here.",
  "",
  "## Diagnosis",
  "Look first.",
  "1. `df -h data`: how full",
  "   is it?",
  "2. Ask:",
  "",
  "   ```sql",
  "   SELECT 1;",
  "   ```",
  "",
  "## Mitigation",
  "- Make room.",
  "",
  "## Verify",
  "Nothing to tick.",
  "",
  "## Escalate when",
  "- Never a step.",
].join("\n");

test("the list items below Diagnosis, Mitigation and Verify become steps by their place", () => {
  expect(checklistOf(page).map(({ stage, steps }) => [stage, steps.map(({ id }) => id)])).toEqual([
    ["diagnosis", ["diagnosis-1", "diagnosis-2"]],
    ["mitigation", ["mitigation-1"]],
  ]);
});

test("what stands below a step belongs to it", () => {
  const [diagnosis] = checklistOf(page);

  expect(diagnosis?.steps[0]?.below).toEqual([]);
  expect(diagnosis?.steps[1]?.below).toEqual([{ kind: "code", text: "SELECT 1;" }]);
});

test("a Russian page has the same ids", () => {
  const russian = page
    .replace("Diagnosis", "Диагностика")
    .replace("Mitigation", "Что сделать")
    .replace("Verify", "Проверка");

  expect(checklistOf(russian)).toEqual(checklistOf(page));
});
