// How much a screen jumps while it loads: `npx vite build && node e2e/shifts.mjs` against the pretend Berry.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { startFixture } from "./fixture.mjs";
import { check, until } from "./steps.mjs";

/** Cumulative layout shift, as browsers measure it: 0.1 is called good, more than this is seen. */
export const LIMIT = 0.02;

/** Counts what moves from the first paint on; to be added before the page is opened. */
export function watchShifts() {
  window.__shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput)
        window.__shifts.push({
          value: entry.value,
          at: Math.round(entry.startTime),
          what: entry.sources.map(({ node, previousRect, currentRect }) => {
            const name = node instanceof Element ? node : node?.parentElement;
            return `${name?.tagName}.${name?.className} ${previousRect.y}+${previousRect.height}→${currentRect.y}+${currentRect.height}`;
          }),
        });
  }).observe({ type: "layout-shift", buffered: true });
}

/** What moved so far, and by how much altogether. */
export async function shiftsOf(page) {
  const moved = await page.evaluate(() => window.__shifts);
  return { sum: moved.reduce((sum, { value }) => sum + value, 0), moved };
}

/** A step of the story: each screen keeps still while it loads, in both languages and on two phones. */
export async function still({ step, visit }) {
  await step("nothing jumps while Home, Activity and Overview load", async () => {
    for (const [name, start] of [
      ["Emma", "home"],
      ["Emma", "activity"],
      ["Мария", "home"],
      ["Мария", "activity"],
      ["Алекс", "overview"],
    ])
      for (const width of [390, 320]) {
        const page = await visit.launched(await visit.idOf(name), {
          start,
          size: { width, height: 844 },
          before: (fresh) => fresh.addInitScript(watchShifts),
        });
        await page.locator('[data-state="live"]').waitFor();
        await until("the content", async () => (await page.locator("[aria-busy=true]").count()) === 0);
        const { sum, moved } = await shiftsOf(page);
        check(sum < LIMIT, `${start} of ${name} at ${width}: ${sum.toFixed(3)}, ${JSON.stringify(moved)}`);
        await page.context().close();
      }
  });
}

function launch(id, language, start) {
  const user = JSON.stringify({
    id,
    first_name: language === "ru" ? "Мария" : "Emma",
    language_code: language,
  });
  return `/#${new URLSearchParams({
    tgWebAppData: new URLSearchParams({ user, auth_date: "1", hash: "x" }).toString(),
    tgWebAppVersion: "8.0",
    tgWebAppPlatform: "web",
    tgWebAppThemeParams: "{}",
    tgWebAppStartParam: start,
  })}`;
}

async function measure() {
  const fixture = await startFixture();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  let worst = 0;
  for (const lag of [0, 60, 400])
    for (const [start, id] of [
      ["home", 2],
      ["activity", 2],
      ["overview", 1],
    ])
      for (const language of ["ru", "en"])
        for (const width of [390, 320]) {
          fixture.set({ lag, scene: "normal", live: [] });
          const context = await browser.newContext({ viewport: { width, height: 844 }, locale: "ru-RU" });
          const page = await context.newPage();
          await page.addInitScript(watchShifts);
          await page.goto(fixture.url + launch(id, language, start));
          await page.locator('[data-state="live"]').waitFor();
          await page.locator("[data-row]").first().waitFor();
          await page.waitForTimeout(400);
          const { sum, moved } = await shiftsOf(page);
          worst = Math.max(worst, sum);
          console.log(`${start} ${language} ${width} lag ${lag}: ${sum.toFixed(4)}`);
          if (sum > LIMIT)
            for (const { value, at, what } of moved)
              console.log(`   ${value.toFixed(4)} at ${at} ${what.join(" | ")}`);
          await context.close();
        }
  await browser.close();
  fixture.close();
  console.log(`worst: ${worst.toFixed(4)}`);
  process.exitCode = worst > LIMIT ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await measure();
