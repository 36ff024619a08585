// One operator with a phone: three people write and are answered; an answer is changed, taken back, refused, sent again.
import { check, until } from "../steps.mjs";
import { answer, back, choose, field, leave, line, message, sent } from "./office.mjs";

export async function answers({ step, visit, office }) {
  let kate;
  let phone;
  const people = [];

  await step("three people write and stand in the operator's inbox at once", async () => {
    kate = await office.hire("Kate");
    phone = await office.phone(kate.id, "inbox");
    await phone.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    for (const name of ["Ada", "Ben", "Cleo"]) people.push(await office.newcomer(name));
    for (const { id, firstName } of people) {
      await visit.write(id, `When do you open, asks ${firstName}?`);
      await line(phone, id).getByText(`asks ${firstName}?`).waitFor();
    }
  });
  await step("each is opened, answered, and ticked as sent", async () => {
    for (const { id, firstName } of people) {
      await line(phone, id).locator("[data-row]").tap();
      await message(phone, `asks ${firstName}?`).waitFor();
      await answer(phone, `At nine, ${firstName}.`);
      await back(phone);
      await phone.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    }
    const unanswered = phone.getByRole("button", { name: /^Unanswered/ });
    await until("nobody to wait", async () => /\b0$/.test((await unanswered.innerText()).trim()));
  });
  await step("the people read the answers in their chats", async () => {
    const page = await visit.open("/sandbox");
    for (const { id, firstName } of people) {
      await page.locator(`.people [data-line="${id}"]`).click();
      await page.locator(".bubble:not(.mine)", { hasText: `At nine, ${firstName}.` }).waitFor();
    }
    await leave(page);
  });
  await step("Home and Activity of a person tell of the answer, live and by name", async () => {
    const [ada] = people;
    await visit.write(ada.id, "And on Sundays?");
    const home = await office.phone(ada.id, "home");
    const activity = await office.phone(ada.id, "activity");
    await home
      .getByText(/^(Sent just now|Waiting)/)
      .first()
      .waitFor();
    await line(phone, ada.id).locator("[data-row]").tap();
    await answer(phone, "On Sundays at ten.");
    await home.getByText(/^Answered \d\d:\d\d$/).waitFor();
    await home.getByText("By Kate. The answer is in the chat.").waitFor();
    const row = activity.locator("[data-row]", { hasText: "On Sundays at ten." });
    await row.getByText("Kate").waitFor();
    await leave(home, activity);
  });

  await step("a changed answer changes in the person's chat, a deleted one is gone from it", async () => {
    const chat = await visit.open("/sandbox");
    await chat.locator(`.people [data-line="${people[0].id}"]`).click();
    const theirs = (text) => chat.locator(".bubble:not(.mine)", { hasText: text });
    await theirs("On Sundays at ten.").waitFor();
    await choose(phone, "On Sundays at ten.", "Edit");
    const editor = field(phone);
    check((await editor.inputValue()) === "On Sundays at ten.", "the text to change");
    await editor.fill("On Sundays at eleven.");
    await phone.getByRole("button", { name: "Save the change" }).tap();
    await theirs("On Sundays at eleven.").getByText("edited").waitFor();
    await message(phone, "On Sundays at eleven.").getByText("edited").waitFor();
    await choose(phone, "On Sundays at eleven.", "Delete");
    await theirs("On Sundays at eleven.").waitFor({ state: "detached" });
    await phone.getByText("This message was deleted").waitFor();
    check(
      (await phone.evaluate(() => window.__question)) === "Delete this message for everybody?",
      "it was not asked first",
    );
    await leave(chat);
  });
  await step(
    "what a person who blocked the bot does not get is said plainly, and sent again later",
    async () => {
      const [ada] = people;
      await visit.fault({
        method: "sendMessage",
        errorCode: 403,
        description: "Forbidden: bot was blocked by the user",
      });
      await field(phone).fill("See you on Sunday.");
      await phone.getByRole("button", { name: "Send", exact: true }).tap();
      const lost = message(phone, "See you on Sunday.");
      await lost.getByText("The person has blocked the bot.").waitFor();
      await visit.block(ada.id, true);
      await phone.getByText("Nothing can be sent here.").waitFor();
      await visit.block(ada.id, false);
      await field(phone).waitFor();
      await lost.getByRole("button", { name: "Retry" }).tap();
      await sent(phone, "See you on Sunday.");
      const said = (await visit.said(ada.id)).filter(({ text }) => text === "See you on Sunday.");
      check(said.length === 1, `it arrived ${said.length} times`);
      await leave(phone);
    },
  );
}
