// Hostile words where a team works: its inbox and conversations, its names, templates, notes and tags.
import { closeSheet, plain, standsThere, wordsOf } from "../shown.mjs";
import { check, until } from "../steps.mjs";
import { field, line, message, Office } from "./office.mjs";

/**
 * @param enter opens a page for somebody and watches it
 * @param leave closes it, and fails when words have come alive on it
 * @param victim whoever has written every one of the payloads
 * @param unchanged the payloads that no later edit has replaced in that conversation
 */
export async function hostile({ step, visit, enter, leave, payloads, victim, unchanged }) {
  const office = new Office(visit);
  const owner = await office.owner();
  const short = payloads.filter((words) => words.length <= 40 && words === plain(words));
  const team = [];

  await step("the inbox shows each name as it was written, and searches for each", async () => {
    const page = await enter(owner, "inbox");
    await page.getByRole("button", { name: /^Все/ }).click();
    await page.locator("[data-chat]").first().waitFor();
    const words = [];
    for (let at = -1; ; ) {
      words.push(await wordsOf(page, "[data-chat]"));
      const next = await page.evaluate(() => {
        window.scrollBy(0, 900);
        return window.scrollY;
      });
      await page.waitForTimeout(60);
      if (next === at && (await page.getByText("Это все").count())) break;
      at = next;
    }
    standsThere(words.join("\n"), payloads, "the inbox");
    for (const sought of payloads.filter((_, n) => n % 60 === 0)) {
      const asked = page.waitForResponse((response) => response.url().includes("search="));
      await page.locator("[data-search]").fill(sought);
      await asked;
    }
    for (const tab of await page.locator("main fieldset button").all()) await tab.click();
    await leave(page);
  });
  await step("a conversation shows each as it was written, from its beginning on", async () => {
    const page = await enter(owner, `chat_${victim}`);
    await page.locator("[data-message]").first().waitFor();
    const words = [];
    const begun = page.locator('p[aria-hidden="false"]', { hasText: "Начало диалога" });
    await until(
      "the beginning",
      async () => {
        words.push(await wordsOf(page, "[data-message]"));
        await page.getByRole("region", { name: "Сообщения" }).evaluate((stream) => stream.scrollTo(0, 0));
        await page.waitForTimeout(60);
        return (await begun.count()) > 0;
      },
      30_000,
    );
    words.push(await wordsOf(page, "[data-message]"));
    standsThere(words.join("\n"), unchanged, "the conversation");
    await page.locator("main header button[aria-haspopup]").first().click();
    await closeSheet(page);
    await leave(page);
  });
  await step("names, answers, notes, tags and templates of the team stay words", async () => {
    for (let n = 0; n < 6; n += 1) {
      const [firstName, name, text, note, tag, named] = short.slice(n * 6);
      const colleague = await office.hire(firstName, n === 0 ? "admin" : "operator");
      const person = await office.newcomer(named);
      await visit.write(person.id, text);
      await office.as(owner, "PATCH", `/api/staff/${colleague.id}`, { name });
      const chat = `/api/conversations/${person.id}`;
      const known = () => office.as(owner, "GET", chat).then(Boolean, () => false);
      await until("the conversation", known);
      await office.as(colleague.id, "POST", `${chat}/tags`, { tags: [tag] });
      await office.as(colleague.id, "POST", `${chat}/notes`, { text: note });
      await office.as(colleague.id, "POST", `${chat}/assign`, { staffId: colleague.id });
      await office.as(owner, "PUT", `/api/templates/evil-${n}`, {
        texts: { ru: `${text} {name}`, en: note },
      });
      team.push({ colleague, person, firstName, name, text, note, tag, named });
    }
    for (const { colleague, person, name, text, note, tag, named } of team.slice(0, 3)) {
      const page = await enter(colleague.id, `chat_${person.id}`);
      await message(page, note).waitFor();
      await field(page).fill(text);
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await page.locator('span[data-state="sent"]').waitFor();
      standsThere(await wordsOf(page, "main"), [name, text, note, tag, named], "the conversation");
      await field(page).fill("/evil");
      await page.getByRole("option").first().waitFor();
      for (const act of ["Assign", "Tags"]) {
        await page.getByRole("button", { name: "Conversation menu" }).click();
        await page.locator("dialog[open]").getByRole("button", { name: act }).first().click();
        await page.locator("dialog[open] section button").first().waitFor();
        await closeSheet(page);
      }
      await leave(page);
      const home = await enter(person.id, "home");
      await until("who answered", async () => (await wordsOf(home, "main")).includes(plain(name)));
      await leave(home);
    }
  });
  await step("the pages of the team and its templates, the filters and the Overview, too", async () => {
    const page = await enter(owner, "overview");
    await until("the team's answers", async () =>
      (await wordsOf(page, "main")).includes(plain(team[0].name)),
    );
    await page.getByRole("button", { name: /^Диалоги/ }).click();
    await page.getByRole("button", { name: /^Все/ }).click();
    await line(page, team[0].person.id).waitFor();
    await page.getByRole("button", { name: "Фильтры" }).click();
    await until("the tags", async () => (await wordsOf(page, "dialog[open]")).includes(plain(team[0].tag)));
    await closeSheet(page);
    const settings = () => page.locator("nav").getByRole("button", { name: "Настройки" }).click();
    await settings();
    await page.getByRole("button", { name: "Команда" }).click();
    await until("the team", async () => (await wordsOf(page, "main")).includes(plain(team[5].name)));
    standsThere(
      await wordsOf(page, "main"),
      team.map(({ name }) => name),
      "the team",
    );
    const sheets = [];
    const rows = await page.locator('main button:has([class*="who"])').all();
    check(rows.length > team.length, `${rows.length} of the team are listed`);
    for (const row of rows) {
      await row.click();
      await page.locator("dialog[open] h2").first().waitFor();
      sheets.push(await wordsOf(page, "dialog[open]"));
      await closeSheet(page);
    }
    const named = team.flatMap(({ name, firstName }) => [name, firstName]);
    standsThere(sheets.join("\n"), named, "the sheets of the team");
    await leave(page);
    const templates = await enter(owner, "settings");
    await templates.getByRole("button", { name: "Шаблоны ответов" }).click();
    await templates.getByRole("button", { name: /evil-0/ }).waitFor();
    standsThere(
      await wordsOf(templates, "main"),
      team.map(({ text }) => text),
      "the templates",
    );
    await templates.getByRole("button", { name: /evil-0/ }).click();
    await templates.locator("dialog[open] textarea").waitFor();
    await closeSheet(templates);
    await leave(templates);
  });
}
