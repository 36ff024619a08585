// Words that are kept: templates, notes, drafts; and words that are found.
import { check, until } from "../steps.mjs";
import { answer, field, leave, line } from "./office.mjs";

export async function wording({ step, visit, office }) {
  let wanda;
  let person;
  let page;

  await step("an administrator writes a template, an operator uses it by its name", async () => {
    const admin = await office.hire("Ximena", "admin");
    wanda = await office.hire("Wanda");
    person = await office.newcomer("Yusuf", { lastName: "Zimmermann" });
    await visit.write(person.id, "Are deliveries possible on Mondays?");
    const settings = await office.desk(admin.id, "home");
    await settings.locator("nav").getByRole("button", { name: "Settings" }).click();
    await settings.getByRole("button", { name: "Answer templates" }).click();
    await settings.getByRole("button", { name: "New template" }).click();
    const sheet = settings.locator("dialog[open]");
    await sheet.getByLabel("Name", { exact: true }).fill("monday");
    await sheet.getByRole("textbox", { name: "Text" }).fill("Dear {name}, on Mondays, too.");
    await sheet.getByText("Dear Anna, on Mondays, too.").waitFor();
    await sheet.getByRole("button", { name: "Save" }).click();
    await settings.getByRole("button", { name: /\/monday/ }).waitFor();
    await leave(settings);

    let release;
    const held = new Promise((done) => {
      release = done;
    });
    page = await office.desk(wanda.id, `chat_${person.id}`, {
      before: (fresh) =>
        fresh.route(/\/api\/(templates|conversations\/\d+)$/, async (route) => {
          await held;
          await route.fallback();
        }),
    });
    await field(page).pressSequentially("/mon");
    await page.keyboard.press("Enter");
    check((await field(page).inputValue()) === "/mon", "the name of a template was sent for its text");
    release();
    await page.getByRole("option", { name: /\/monday/ }).waitFor();
    await page.keyboard.press("Enter");
    const written = await field(page).inputValue();
    check(written === "Dear Yusuf, on Mondays, too.", `the template became “${written}”`);
    await page.keyboard.press("Enter");
    await until("the answer", async () =>
      (await visit.said(person.id)).some(({ text }) => text === "Dear Yusuf, on Mondays, too."),
    );
  });
  await step("a note never reaches the person", async () => {
    await page.getByRole("button", { name: "Write a note" }).click();
    await page.getByRole("textbox", { name: "Note for the team" }).fill("He is the brother of the mayor");
    await page.getByRole("button", { name: "Save the note" }).click();
    await page.getByRole("article", { name: "Internal note" }).getByText("brother of the mayor").waitFor();
    // What came after it is there: a note would be, too.
    await answer(page, "What shall we bring?");
    const told = JSON.stringify(await visit.said(person.id));
    check(told.includes("What shall we bring?") && !told.includes("mayor"), "the note was sent");
    const { items } = await office.as(person.id, "GET", "/api/me/messages");
    check(!JSON.stringify(items).includes("mayor"), "the note is in the person's Activity");
  });
  await step("search finds by the stem of a word and by a name", async () => {
    const other = await office.newcomer("Мирон", { languageCode: "ru" });
    await visit.write(other.id, "Заказывал доставку ёлки");
    for (const [words, id] of [
      ["delivery", person.id],
      ["доставки", other.id],
      ["елк", other.id],
      ["Zimmer", person.id],
      ["мирон", other.id],
    ]) {
      await page.getByRole("searchbox").fill(words);
      await line(page, id).waitFor();
      await until(`only one for ${words}`, async () => (await page.locator("li[data-chat]").count()) === 1);
    }
    await page.getByRole("searchbox").fill("xylophone");
    await page.getByText("Nothing found").waitFor();
    await leave(page);
  });
  await step("a draft is there on another device", async () => {
    const desk = await office.desk(wanda.id, `chat_${person.id}`);
    const kept = desk.waitForResponse(
      (response) => response.url().endsWith("/draft") && response.request().method() === "PUT",
    );
    await field(desk).fill("Half a sentence, which");
    check((await kept).ok(), "it was not kept");
    const phone = await office.phone(wanda.id, `chat_${person.id}`);
    await until("the draft", async () => (await field(phone).inputValue()) === "Half a sentence, which");
    await leave(desk, phone);
  });
}
