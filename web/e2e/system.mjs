// The System pages as whoever runs Berry meets them: `node e2e/system.mjs <report.json>` after a build.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { Berry } from "./berry.mjs";
import { check, Steps, until } from "./steps.mjs";
import { desktop, Visit } from "./visit.mjs";

const report = process.argv[2];
const shots = fileURLToPath(new URL("../../target/system/", import.meta.url));
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

/** The one that opens while the page is open is provoked; nothing else of a busy machine shall. */
const RULES = `alerts:
  - {key: cpu, off: true}
  - {key: memory, off: true}
  - {key: disk, off: true}
  - {key: disk-forecast, off: true}
  - {key: response-time-api, off: true}
  - {key: intake-stalled, above: 1s}
`;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const trouble = [];
const berry = new Berry();
writeFileSync(join(berry.folder, "berry.yaml"), RULES);
const visit = await Visit.begin(berry, (what) => trouble.push(what));
let page;
const steps = new Steps((name) =>
  page?.screenshot({ path: `${shots}failed-${name.replace(/\W+/g, "-")}.png` }),
);
const step = steps.step.bind(steps);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    await berry.leave();
    process.exit(130);
  });

const button = (name, where = page) => where.getByRole("button", { name }).first();
const sheet = () => page.locator("dialog[open]");
const heading = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
const seen = (text, where = page) => where.getByText(text).first().waitFor();
const settled = () =>
  until("the content", async () => (await page.locator("main [aria-busy=true]").count()) === 0);

async function go(place) {
  await page.evaluate((to) => {
    location.hash = to;
  }, `/system?page=${place}`);
}

async function clean(name) {
  await page.screenshot({ path: `${shots}${name}.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  check(
    bad.length === 0,
    `${name}: ${bad.map(({ id, nodes }) => `${id} at ${nodes[0]?.target}`).join("; ")}`,
  );
}

async function story() {
  const owner = await visit.idOf("Алекс");
  await visit.write(owner, "/start");
  await visit.write(owner, "/dashboard");
  await until("a link for the browser", async () => /#link=\S+/.test(await told(owner)));
  const [link] = /#link=\S+/.exec(await told(owner));
  const english = (one) => one.addInitScript(() => localStorage.setItem("berry.language", "en"));
  page = await visit.open(`/${link}`, { size: desktop, before: english });
  await page.locator("main h1").first().waitFor();

  await step("System says how Berry is", async () => {
    await go("health");
    await heading("Health");
    // Charts further down wait to be scrolled to.
    await seen("Messages come in, answers go out, and every part does its work.");
    await clean("health");
  });
  await step("an alert is silenced and speaks again", async () => {
    await go("alerts");
    await page.locator("[data-row]", { hasText: "Errors" }).first().click();
    await button("Silence…", sheet()).click();
    await sheet().getByRole("textbox").last().fill("Its cause is known");
    await sheet().getByRole("button", { name: "Silence", exact: true }).click();
    await seen("Silenced until", sheet());
    await button("End the silence", sheet()).click();
    await button("Silence…", sheet()).waitFor();
  });
  await step("a rule's page says what to do", async () => {
    await button("What to do", sheet()).click();
    await sheet().last().getByRole("heading", { name: "Diagnosis" }).waitFor();
    await page.keyboard.press("Escape");
    await until("one sheet less", async () => (await sheet().count()) <= 1);
    if ((await sheet().count()) > 0) await page.keyboard.press("Escape");
    await sheet().waitFor({ state: "detached" });
    await clean("alerts");
  });
  await step("the log, what is set, and the doctor are there", async () => {
    await go("logs");
    await seen("Updates come by long polling");
    await clean("logs");
    await go("config");
    await heading("Configuration");
    await button("Run again").waitFor();
    await settled();
    await clean("config");
  });
  await step("an incident opens while the page is open", async () => {
    await go("incidents");
    await heading("Incidents");
    await seen("No incidents yet");
    await visit.fault({ method: "getUpdates", errorCode: 500, times: 10_000 });
    // Ends the call that waits.
    await visit.write(owner, "Is anybody there?");
    await page.locator("[data-incident]").first().waitFor({ timeout: 30_000 });
    await clean("incidents");
  });
  await step("whoever is on call has the message, and takes it on at the screen", async () => {
    await page.locator("[data-incident]").first().click();
    await seen("Nobody has taken it on yet.");
    await settled();
    await clean("incident-open");
    await until("the message", async () => /Incident 1|Инцидент 1/.test(await told(owner)));
    await button("Acknowledge").click();
    await seen("Stopped: somebody has taken it on.");
    await until("its change", async () => /Алекс/.test(await told(owner)));
  });
  await step("what is seen and done stands in the timeline", async () => {
    await page.locator("main input[type=checkbox]").first().check();
    await seen("Done: Diagnosis, step 1");
    await page.getByLabel("Note").fill("The provider <b>rebuilds</b> its network");
    await page.keyboard.press("Enter");
    await seen("The provider <b>rebuilds</b> its network");
    await visit.heal();
  });
  await step("it is closed with its resolution", async () => {
    await button("Close…").click();
    await sheet().getByRole("button", { name: "Close", exact: true }).last().click();
    await seen("Write what happened.", sheet());
    await clean("incident-close");
    await sheet().locator("textarea").nth(0).fill("No updates came.");
    await sheet().locator("textarea").nth(2).fill("Waited for the provider.");
    await sheet().getByRole("button", { name: "Close", exact: true }).last().click();
    await sheet().waitFor({ state: "detached" });
    await seen("Nothing is left to do.");
    await seen("Waited for the provider.");
    await until("it in the chat", async () => /Waited for the provider/.test(await told(owner)));
    await clean("incident-closed");
  });
  await step("a role is taken over and handed back", async () => {
    await go("oncall");
    await heading("On call");
    await button("Take over…").click();
    await sheet().getByRole("button", { name: "Take over", exact: true }).click();
    await button("Hand back").click();
    await button("Hand back").waitFor({ state: "detached" });
    await clean("oncall");
  });
  await step("the same in Russian, on a phone", async () => {
    await page.context().close();
    page = await visit.launched(owner, { start: "incident_1", scheme: "dark", locale: "ru-RU" });
    await heading("Инцидент 1");
    await seen("Делать больше нечего.");
    await clean("incident-closed-ru");
    await page.context().close();
    page = await visit.launched(owner, { start: "oncall", scheme: "dark", locale: "ru-RU" });
    await heading("Дежурство");
    await seen("Сейчас дежурят");
    await clean("oncall-ru");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(wide <= 0, `it scrolls sideways by ${wide}`);
  });
  await step("the browser reported no error and no breach of policy", () =>
    check(trouble.length === 0, [...new Set(trouble)].join("\n")),
  );
}

/** All that the bot has said to somebody, as it stands now. */
async function told(person) {
  return (await visit.said(person)).map(({ text, caption }) => text ?? caption ?? "").join("\n");
}

try {
  await berry.start();
  await story();
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
  console.log(`System: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
