// How a team answers people, on the real product: `node e2e/answering.mjs <report.json> [subject]` after a build.
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { answers } from "./answering/answers.mjs";
import { attachments } from "./answering/attachments.mjs";
import { colleagues } from "./answering/colleagues.mjs";
import { line } from "./answering/line.mjs";
import { Office } from "./answering/office.mjs";
import { team } from "./answering/team.mjs";
import { wording } from "./answering/wording.mjs";
import { Berry } from "./berry.mjs";
import { check, Steps } from "./steps.mjs";
import { Visit } from "./visit.mjs";

const subjects = { answers, colleagues, team, attachments, line, wording };
const report = process.argv[2];
const only = process.argv[3];
const shots = fileURLToPath(new URL("../../target/answering/", import.meta.url));
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

const trouble = [];
const berry = new Berry();
// Requests fail here on purpose, and a colleague's answer is told by a refusal.
const visit = await Visit.begin(berry, (what) => /^Failed to load resource/.test(what) || trouble.push(what));
const steps = new Steps(async (name) => {
  const pages = visit.browser.contexts().flatMap((context) => context.pages());
  for (const [n, page] of pages.entries())
    await page.screenshot({ path: `${shots}failed-${name.replace(/\W+/g, "-")}-${n}.png` });
});
const step = steps.step.bind(steps);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    await berry.leave();
    process.exit(130);
  });

try {
  await berry.start();
  const office = new Office(visit);
  for (const [name, subject] of Object.entries(subjects)) {
    if (only && name !== only) continue;
    await subject({ step, visit, office, berry });
    // A step that failed may have left its pages.
    await Promise.all(visit.browser.contexts().map((context) => context.close()));
  }
  await step("the browser reported no error and no breach of policy", () =>
    check(trouble.length === 0, [...new Set(trouble)].join("\n")),
  );
} catch (failure) {
  await step("Berry starts", () => Promise.reject(failure));
} finally {
  await visit.end();
  await step("Berry ends after it", async () => {
    const code = await berry.leave();
    check(code === 0, `it ended with ${code}`);
  });
  if (report) steps.write(report);
  const { passed, failed } = steps.counts;
  console.log(`Answering: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
