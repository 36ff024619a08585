// Somebody joins the team by a link, gets a name, and is removed again.
import { check } from "../steps.mjs";
import { answer, leave, live } from "./office.mjs";

export async function team({ step, visit, office }) {
  let owner;
  let olga;
  let hers;

  await step("the owner makes a link, and whoever opens it sees the Inbox", async () => {
    owner = await office.desk(await office.owner(), "home", { locale: "ru-RU" });
    await owner.locator("nav").getByRole("button", { name: "Настройки" }).click();
    await owner.getByRole("button", { name: "Команда" }).click();
    await owner.getByRole("button", { name: "Пригласить" }).click();
    await owner.getByRole("button", { name: "Создать ссылку" }).click();
    const link = await owner.locator("dialog[open] input[readonly]").inputValue();
    check(/^https:\/\/t\.me\/\w+\?start=invite_[\w-]+$/.test(link), `the link is ${link}`);
    await owner.keyboard.press("Escape");

    olga = await office.newcomer("Olga");
    const chat = await visit.open("/sandbox");
    await chat.locator(`.people [data-line="${olga.id}"]`).click();
    await chat.locator("#words").fill(`/start ${new URL(link).searchParams.get("start")}`);
    await chat.locator("#words").press("Enter");
    await chat.locator(".bubble:not(.mine)", { hasText: /operator/i }).waitFor();
    await leave(chat);
    hers = await office.phone(olga.id, "inbox");
    await hers.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    check((await hers.getByRole("button", { name: "Overview" }).count()) === 0, "she sees the Overview");
    await owner.locator("main").getByRole("button", { name: /Olga/ }).waitFor();
  });
  await step("people read the name that the owner gave", async () => {
    await owner.locator("main").getByRole("button", { name: /Olga/ }).click();
    await owner.getByLabel("Имя, которое видят люди").fill("Olga of Berry");
    await owner.locator("dialog[open]").getByRole("button", { name: "Сохранить" }).click();
    await owner.locator("dialog[open]").getByText("Сохранено").waitFor();
    const person = await office.newcomer("Quentin");
    await visit.write(person.id, "Who are you?");
    const talk = await office.phone(olga.id, `chat_${person.id}`);
    await answer(talk, "A person, not a bot.");
    await leave(talk);
    const home = await office.phone(person.id, "home");
    await home.getByText("By Olga of Berry. The answer is in the chat.").waitFor();
    await leave(home);
  });
  await step("who is removed loses the open page at once", async () => {
    await live(hers);
    await owner.locator("dialog[open]").getByRole("button", { name: "Убрать из команды" }).click();
    await hers
      .getByRole("heading", { level: 1, name: "Inbox" })
      .waitFor({ state: "detached", timeout: 3_000 });
    await owner.locator("main").getByRole("button", { name: /Olga/ }).waitFor({ state: "detached" });
    check((await hers.locator("[data-chat]").count()) === 0, "conversations are still there");
    await leave(owner, hers);
  });
}
