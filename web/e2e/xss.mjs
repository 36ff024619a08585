// Hostile words everywhere a person can write, and every screen that shows them: `node e2e/xss.mjs <report.json>`
// after a build. Fails at any dialog, script, request, element or breach of policy that came out of words.
import { hostile } from "./answering/hostile.mjs";
import { Berry } from "./berry.mjs";
import { intruders } from "./intruders.mjs";
import { payloads } from "./payloads.mjs";
import { all, closeSheet, plain, standsThere, wordsOf } from "./shown.mjs";
import { check, Steps } from "./steps.mjs";
import { Visit } from "./visit.mjs";

const report = process.argv[2];
const trouble = [];
const open = new Set();

const berry = new Berry();
// A request that did not come through is no word that came alive.
const visit = await Visit.begin(berry, (what) => /^Failed to load resource/.test(what) || trouble.push(what));
const steps = new Steps(async () => {});
const step = steps.step.bind(steps);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    await berry.leave();
    process.exit(130);
  });

const VICTIM = 810_000_001;
const CROWD = 820_000_000;
const LAST = "The last of all words";
/** Older than the answer limit, so that everybody waits too long. */
const date = Math.floor(Date.now() / 1000) - 3_600;
const file = (n) => ({ file_id: `f${n}`, file_unique_id: `u${n}`, file_size: 1_000 });
const carried = (n, words) => [
  { text: words },
  { photo: [{ ...file(n), width: 9, height: 9 }], caption: words },
  { document: { ...file(n), file_name: words, mime_type: words.slice(0, 40) } },
];

function message(
  from,
  number,
  content,
  chat = { id: from.id, type: "private", first_name: from.first_name },
) {
  return { message: { message_id: number, from, chat, date: date + (number % 1_000), ...content } };
}

function* updates() {
  const victim = {
    id: VICTIM,
    is_bot: false,
    first_name: `<img src=x onerror=window.__xss=1>`,
    language_code: "en",
  };
  for (const [n, words] of payloads.entries()) {
    const from = { id: CROWD + n, is_bot: false, first_name: words, username: `u${n}`, language_code: "en" };
    if (n % 2) from.last_name = payloads[n - 1];
    // Everything in each of its places, without writing all of it twice.
    const [text, caption, name] = carried(n, words);
    yield message(from, n * 3 + 1, text);
    yield message(from, n * 3 + 2, n % 2 ? caption : name);
    yield message(victim, n * 3 + 1, n % 2 ? name : caption);
    if (n % 5 === 0) {
      yield message(from, 50_000 + n, {
        text: `/start ${words}`,
        entities: [{ type: "bot_command", offset: 0, length: 6 }],
      });
      const chat = { id: -1_009_000_000_000 - n, type: "supergroup", title: words, is_forum: true };
      yield message(from, 60_000 + n, { forum_topic_created: { name: words, icon_color: 1 } }, chat);
    }
    if (edited(n)) {
      const { message: first } = message(victim, n * 3 + 1, carried(n, payloads.at(-n - 1))[1]);
      yield { edited_message: { ...first, edit_date: date + 2_000 } };
    }
  }
  yield message(victim, 90_000, { text: LAST, date: date + 3_000 });
}

async function send() {
  const waiting = updates();
  // The last one goes last: when it is on the screen, so are all.
  const all = [...waiting];
  const last = all.pop();
  const next = all[Symbol.iterator]();
  const writer = async () => {
    for (const update of next) await visit.update(update);
  };
  await Promise.all(Array.from({ length: 12 }, writer));
  await visit.update(last);
}

async function enter(id, start) {
  const page = await visit.launched(id, {
    start,
    before: async (fresh) => {
      fresh.on("dialog", (dialog) => {
        trouble.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      fresh.on("request", (request) => {
        const { pathname, host, protocol } = new URL(request.url());
        const ours = host === new URL(berry.url).host || protocol === "blob:";
        if (!ours || (!pathname.startsWith("/api/") && /xss/i.test(request.url())))
          trouble.push(`asked for ${request.url().slice(0, 120)}`);
      });
      await intruders(fresh);
    },
  });
  open.add(page);
  // A stream that broke off under so much news comes again by itself. A phone shows it in the lists only.
  await page.locator('[data-state="live"]').first().waitFor({ state: "attached", timeout: 30_000 });
  return page;
}

async function leave(page) {
  const { set, found } = await page.evaluate(() => ({ set: window.__xss, found: window.__intruders }));
  open.delete(page);
  await page.context().close();
  check(set === undefined, "a script of a stranger ran");
  check(found.length === 0, `made out of words: ${[...new Set(found)].join(", ")}`);
}

/** Which messages to the victim were changed later. */
const edited = (n) => n % 12 === 0;

async function story() {
  let owner;
  await step(
    `${payloads.length} payloads are written as names, texts, captions and names of files`,
    async () => {
      check(new Set(payloads).size >= 200, "fewer than 200 different payloads");
      await visit.meet({ id: VICTIM, firstName: "<img src=x onerror=window.__xss=1>", languageCode: "en" });
      await send();
      owner = await visit.idOf("Алекс");
      const page = await enter(VICTIM, "activity");
      await page.locator("[data-row]", { hasText: LAST }).first().waitFor({ timeout: 30_000 });
      await leave(page);
    },
  );
  await step("the owner's feed shows each as it was written", async () => {
    const page = await enter(owner, "overview");
    await page.locator("[data-row]").first().waitFor();
    await all(
      page,
      page.getByRole("button", { name: "Показать ещё" }).or(page.getByRole("button", { name: "Show more" })),
    );
    standsThere(await wordsOf(page, "[data-row]"), payloads, "the feed");
    await leave(page);
  });
  await step("the sheets of the Overview, too", async () => {
    const page = await enter(owner, "overview");
    const tiles = page.locator("main button:has(svg)", { has: page.locator("svg[preserveAspectRatio]") });
    await tiles.first().waitFor();
    for (let n = 0; n < (await tiles.count()); n += 1) {
      await tiles.nth(n).click();
      await page.locator("dialog[open] li").first().waitFor();
      if (n === 2) {
        const more = page.locator("dialog[open] section > button");
        await all(page, more);
        standsThere(
          await wordsOf(page, "dialog[open] li"),
          payloads.filter((_, at) => at % 2 === 0),
          "new people",
        );
      }
      await closeSheet(page);
    }
    for (const help of await page.locator("button:has(> span:text-is('?'))").all()) {
      await help.click();
      await closeSheet(page);
    }
    await page.locator("main > button").first().click();
    await closeSheet(page);
    await leave(page);
  });
  await step("somebody with a hostile name is greeted by it", async () => {
    const names = payloads.filter((words) => words.length <= 64 && words === plain(words)).slice(0, 40);
    const greeted = names.filter((_, n) => n % 8 === 0);
    for (const [n, firstName] of greeted.entries()) {
      await visit.meet({ id: VICTIM + 10 + n, firstName, languageCode: n % 2 ? "ru" : "en" });
      const page = await enter(VICTIM + 10 + n, "home");
      standsThere(await wordsOf(page, "main h1"), [firstName], "the greeting");
      await leave(page);
    }
  });
  await step("a person's Activity shows each as it was written, with sheets and search", async () => {
    const page = await enter(VICTIM, "home");
    await page.locator("[data-row]").first().click();
    await closeSheet(page);
    await page.locator("nav button").nth(1).click();
    await page.locator("[data-row]", { hasText: LAST }).first().waitFor();
    await all(page, page.locator("nothing"));
    standsThere(
      await wordsOf(page, "[data-row]"),
      payloads.filter((_, n) => !edited(n)),
      "the Activity",
    );
    const changed = page.locator("[data-row]", { hasText: "edited" });
    for (let n = 0; n < Math.min(6, await changed.count()); n += 1) {
      await changed.nth(n).click();
      await page.locator("dialog[open] ol li").first().waitFor();
      await closeSheet(page);
    }
    for (const words of payloads.filter((_, n) => n % 60 === 0)) {
      await page.locator("[data-search]").fill(words);
      const asked = page.waitForResponse((response) => response.url().includes("search="));
      await asked;
    }
    await leave(page);
  });
  await hostile({
    step,
    visit,
    enter,
    leave,
    payloads,
    victim: VICTIM,
    unchanged: payloads.filter((_, n) => !edited(n)),
  });
  await step("no dialog, no request, no breach of policy came out of words", () =>
    check(trouble.length === 0, [...new Set(trouble)].slice(0, 10).join("\n")),
  );
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
  console.log(`Hostile words: ${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
