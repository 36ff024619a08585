// The whole product in a browser, as a newcomer meets it: `node e2e/story.mjs <report.json>` after a build.
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { Berry } from "./berry.mjs";
import { kinds } from "./kinds.mjs";
import { still } from "./shifts.mjs";
import { check, Steps, until } from "./steps.mjs";
import { desktop, phone, Visit } from "./visit.mjs";

const report = process.argv[2];
const shots = fileURLToPath(new URL("../../target/story/", import.meta.url));
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const trouble = [];

let page;
let leaving = false;
const berry = new Berry();
const visit = await Visit.begin(berry, (what) => leaving || trouble.push(what));
const steps = new Steps((name) =>
  page?.screenshot({ path: `${shots}failed-${name.replace(/\W+/g, "-")}.png` }),
);
const step = steps.step.bind(steps);
const open = visit.open.bind(visit);
const launched = visit.launched.bind(visit);
const idOf = visit.idOf.bind(visit);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    await berry.leave();
    process.exit(130);
  });

const shot = (which, name) => which.screenshot({ path: `${shots}${name}.png` });
const app = () => page.frameLocator("#stage iframe");
const person = (name) => page.locator(".people .row", { hasText: name });
const seen = (text, where = page) => where.getByText(text, { exact: false }).first().waitFor();
const mine = (text) => page.locator(".bubble.mine", { hasText: text });
const theirs = (text) => page.locator(".bubble:not(.mine)", { hasText: text });
const row = (text) => app().locator("[data-row]", { hasText: text }).first();
const tile = (name) =>
  app()
    .locator("button", { has: page.locator("span", { hasText: name }) })
    .first();

async function write(text) {
  await page.locator("#words").fill(text);
  await page.locator("#words").press("Enter");
}

async function clean(name, which) {
  const { violations } = await new AxeBuilder({ page: which }).withTags(rules).analyze();
  const bad = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  check(
    bad.length === 0,
    `${name}: ${bad.map(({ id, nodes }) => `${id} at ${nodes[0]?.target}`).join("; ")}`,
  );
}

async function story() {
  await step("opens the sandbox of a brand-new Berry", async () => {
    page = await open("/sandbox");
    await seen("Emma Clark");
    await shot(page, "sandbox-new");
  });
  await step("picks a person and sees their empty Mini App, live", async () => {
    await person("Emma Clark").click();
    await seen("Hello, Emma", app());
    await app().locator('[data-state="live"]').waitFor();
    await seen("it will appear in the Mini App on the right");
    await shot(page, "sandbox-emma-new");
  });
  await step("a written message is a bubble and stands in the Mini App with its delay", async () => {
    await write("Where is my parcel?");
    await mine("Where is my parcel?").waitFor();
    await row("Where is my parcel?").waitFor();
    await until("a delay in seconds", async () =>
      /[\d.]+ s/.test(await app().locator('[data-state="live"]').innerText()),
    );
    await shot(page, "sandbox-first-message");
  });
  await step("the bot answers /start", async () => {
    await write("/start");
    await theirs("Hello, Emma!").waitFor();
  });
  await step("a link from the chat signs a browser in and keeps its code from every server", async () => {
    const asked = [];
    const follow = async (links) => {
      await write("/dashboard");
      const said = page.locator(".bubble:not(.mine) a", { hasText: "#link=" });
      await until("the link", async () => (await said.count()) === links);
      return new URL(await said.last().innerText()).hash;
    };
    const browser = await open("/livez");
    browser.on("request", (request) => asked.push(request.url() + (request.headers().referer ?? "")));
    const first = await follow(1);
    await browser.goto(`${berry.url}/${first}`);
    await browser.getByRole("heading", { level: 1, name: "Hello, Emma" }).waitFor();
    check(!browser.url().includes("link"), `the address still holds the code: ${browser.url()}`);

    // Pasted over the open page, for which browsers load nothing by themselves.
    const second = await follow(2);
    const loaded = browser.waitForEvent("load");
    await browser.evaluate((hash) => {
      location.hash = hash;
    }, second);
    await loaded;
    await browser.getByRole("heading", { level: 1, name: "Hello, Emma" }).waitFor();
    check(!browser.url().includes("link"), `the address still holds the code: ${browser.url()}`);

    const sent = asked.filter((one) =>
      [first, second].some((hash) => one.replace(/#.*/, "").includes(hash.slice(6))),
    );
    check(asked.length > 5 && sent.length === 0, `a server was told the code: ${sent}`);
    await browser.context().close();
  });
  await step("an edited message keeps its earlier version", async () => {
    await write("Is it lots?");
    await mine("Is it lots?").waitFor();
    await page.locator("#words").press("ArrowUp");
    await until(
      "the text to edit",
      async () => (await page.locator("#words").inputValue()) === "Is it lots?",
    );
    await page.locator("#words").fill("Is it lost?");
    await page.locator("#words").press("Enter");
    await mine("Is it lost?").locator("text=edited").waitFor();
    await app().getByRole("button", { name: "Activity" }).first().click();
    await row("Is it lost?").click();
    await app().locator("dialog[open]").getByText("Earlier versions").waitFor();
    await seen("Is it lots?", app().locator("dialog[open]"));
    await shot(page, "sandbox-versions");
    await page.locator("#app-bar button").first().click();
    await app().locator("dialog[open]").waitFor({ state: "detached" });
  });
  await step("the owner's Overview counts and shows the next message live", async () => {
    await page.locator("#seen-as button").nth(1).click();
    await app().getByRole("heading", { level: 1, name: "Обзор" }).waitFor();
    await app().locator('[data-state="live"]').waitFor();
    const number = async () =>
      Number((await tile("Входящие").locator("span").nth(1).innerText()).replace(/\D/g, ""));
    const before = await number();
    await write("One more question");
    await row("One more question").waitFor();
    await until("the tile to count", async () => (await number()) > before);
    await shot(page, "sandbox-overview");
    await page.locator("#seen-as button").first().click();
  });
  await step("a Mini App that opens leaves the keyboard to whoever writes", async () => {
    for (const [at, heading] of [
      [1, "Обзор"],
      [0, "Hello, Emma"],
    ]) {
      await page.locator("#seen-as button").nth(at).click();
      await page.locator("#words").focus();
      await app().getByRole("heading", { level: 1, name: heading }).waitFor();
      await app().locator('[data-state="live"]').waitFor();
      const focused = await page.evaluate(() => document.activeElement?.id);
      check(focused === "words", `the focus went to ${focused || "another place"}`);
    }
  });
  await step("inline buttons switch the bot's language", async () => {
    await write("/language");
    await theirs("Which language shall I speak?").waitFor();
    await page.locator(".inline-keyboard button", { hasText: "Русский" }).last().click();
    await theirs("Теперь я говорю по-русски.").waitFor();
    await page.locator(".inline-keyboard button", { hasText: "English" }).last().click();
    await theirs("I speak English now.").waitFor();
  });
  await step("a person blocks the bot and unblocks it", async () => {
    await page.locator("#chat-bar button").last().click();
    await page.getByRole("menuitem", { name: "Block the bot" }).click();
    await page.locator(".composer .blocked").waitFor();
    await page.locator(".composer .blocked button").click();
    await page.locator("#words").waitFor();
  });
  await step("the dark theme reaches the frame", async () => {
    const colour = () =>
      app()
        .locator("html")
        .evaluate((html) => getComputedStyle(html).getPropertyValue("--page"));
    const light = await colour();
    await page.getByRole("button", { name: "Dark theme" }).click();
    await until("another background", async () => (await colour()) !== light);
    await clean("sandbox, dark", page);
    await shot(page, "sandbox-dark");
    await page.getByRole("button", { name: "Light theme" }).click();
    await until("the first background", async () => (await colour()) === light);
  });
  await step("hostile names and messages stay words", async () => {
    const nasty = "<img src=x onerror=\"console.error('XSS')\">";
    await page.getByRole("button", { name: "Add a person" }).click();
    await page.locator('dialog input[name="firstName"]').fill(nasty);
    await page.locator("dialog form .button").click();
    await until("the new person", async () => (await page.locator("#chat-bar").innerText()).includes("<img"));
    await write(`${nasty}<script>console.error('XSS')</script>`);
    await mine("<script>").waitFor();
    await row("<script>").waitFor();
    await page.locator("#seen-as button").nth(1).click();
    await row("<script>").waitFor();
    check((await page.locator("img[src=x]").count()) === 0, "markup in the sandbox");
    check((await app().locator("img[src=x]").count()) === 0, "markup in the Mini App");
    await person("Emma Clark").click();
  });
  await kinds({ step, page, visit, shot, clean });
  await person("Emma Clark").click();
  await step("demo data stands apart behind a switch", async () => {
    check(/added/.test(await berry.say("seed", "--demo")), "seed said nothing");
    const owner = await launched(await idOf("Алекс"), { locale: "ru-RU" });
    await owner.getByRole("button", { name: "Пример" }).click();
    await owner.locator("[data-row]").nth(8).waitFor();
    await owner.locator('[aria-busy="false"]').waitFor();
    await shot(owner, "overview-demo-phone");
    await owner.getByRole("button", { name: "Настоящие" }).click();
    await owner.locator("[data-row]", { hasText: "One more question" }).first().waitFor();
    await owner.context().close();
  });
  await step("a deep link opens its screen; keys move on the desktop", async () => {
    const own = await launched(await idOf("Emma"), { start: "activity", size: desktop });
    await own.getByRole("heading", { level: 1, name: "Activity" }).waitFor();
    await own.keyboard.press("g");
    await own.keyboard.press("h");
    await own.getByRole("heading", { level: 1, name: "Hello, Emma" }).waitFor();
    await own.keyboard.press("/");
    await until("the search to have the focus", () =>
      own.evaluate(() => document.activeElement?.matches("[data-search]")),
    );
    await own.locator("main h1").focus();
    await own.keyboard.press("?");
    await own.locator("dialog[open]").waitFor();
    await own.context().close();
  });
  for (const [name, id, start, heading] of [
    ["home", "Emma", "home", "Hello, Emma"],
    ["activity", "Emma", "activity", "Activity"],
    ["settings", "Emma", "settings", "Settings"],
    ["home-ru", "Мария", "home", "Здравствуйте, Мария"],
    ["overview-ru", "Алекс", "overview", "Обзор"],
  ])
    for (const scheme of ["light", "dark"])
      await step(`axe finds nothing serious on ${name}, ${scheme}`, async () => {
        const one = await launched(await idOf(id), { start, scheme });
        await one.getByRole("heading", { level: 1, name: heading }).waitFor();
        await until("the content", async () => (await one.locator("[aria-busy=true]").count()) === 0);
        await one.locator('[data-state="live"]').waitFor();
        await shot(one, `${name}-phone-${scheme}`);
        await clean(name, one);
        await one.context().close();
      });
  await still({ step, visit });
  await step("axe finds nothing serious on the sandbox page", () => clean("sandbox", page));
  await step("the sandbox fits a phone", async () => {
    const small = await open("/sandbox", { size: phone, locale: "ru-RU" });
    await small.locator("#words").waitFor();
    await shot(small, "sandbox-phone-ru");
    const wide = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(wide <= 0, `it scrolls sideways by ${wide}`);
    await small.context().close();
  });
  await step("the browser reported no error and no breach of policy", () =>
    check(trouble.length === 0, [...new Set(trouble)].join("\n")),
  );
  await step("after a restart everything is still there", async () => {
    leaving = true;
    const { port } = new URL(berry.url);
    const code = await berry.stop();
    check(code === 0, `SIGTERM ended it with ${code}`);
    await berry.start(port);
    await page.reload();
    await person("Emma Clark").click();
    await mine("One more question").waitFor();
    await row("One more question").waitFor();
  });
}

try {
  await berry.start();
  await story();
} catch (failure) {
  await step("Berry starts", () => Promise.reject(failure));
} finally {
  await visit.end();
  await step("SIGTERM ends Berry with 0", async () => {
    const code = await berry.leave();
    check(code === 0, `it ended with ${code}`);
  });
  if (report) steps.write(report);
  const { passed, failed } = steps.counts;
  console.log(`Story: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
