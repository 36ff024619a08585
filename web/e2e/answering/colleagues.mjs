// Two operators at once, and what they do to whole conversations.
import { check, until } from "../steps.mjs";
import { answer, field, leave, line, live, menu, message, sent } from "./office.mjs";

export async function colleagues({ step, visit, office }) {
  let nina;
  let omar;
  let person;
  let hers;
  let his;

  await step("who types is seen by the colleague at the same conversation", async () => {
    nina = await office.hire("Nina");
    omar = await office.hire("Omar");
    person = await office.newcomer("Petra");
    await visit.write(person.id, "Is there a table for two?");
    hers = await office.desk(nina.id, `chat_${person.id}`);
    his = await office.desk(omar.id, `chat_${person.id}`);
    await field(hers).pressSequentially("Let me ");
    await his.getByText("Nina is replying…").waitFor();
  });
  await step(
    "an answer that crosses a colleague's is held back, and goes when it is wanted anyway",
    async () => {
      await his.context().setOffline(true);
      await field(his).fill("No, we are full.");
      await his.getByRole("button", { name: "Send", exact: true }).click();
      await his.getByText("Waiting for a connection").first().waitFor();
      await answer(hers, "Yes, by the window.");
      await his.context().setOffline(false);
      const alert = his.getByRole("alert");
      await alert.getByText(/^Nina answered (now|just now|.* ago)$/).waitFor({ timeout: 35_000 });
      await alert.getByText("Yes, by the window.").waitFor();
      const early = (await visit.said(person.id)).filter(({ text }) => text === "No, we are full.");
      check(early.length === 0, "it was sent without asking");
      await alert.getByRole("button", { name: "Send anyway" }).click();
      await sent(his, "No, we are full.");
      await sent(hers, "No, we are full.");
    },
  );
  await step("a conversation is handed to a colleague, who finds it under Mine", async () => {
    await live(his);
    await menu(hers, "Assign", "Omar");
    await his.getByText("Assigned to Omar").first().waitFor();
    await his.getByRole("button", { name: /^Mine/ }).click();
    await line(his, person.id).waitFor();
  });
  await step("a message that crosses a snooze brings the conversation back", async () => {
    await visit.write(person.id, "Or outside?");
    await message(his, "Or outside?").waitFor();
    await his.getByRole("button", { name: /^Unanswered/ }).click();
    await line(his, person.id).waitFor();
    // The wish is on its way while the person writes.
    await his.route("**/snooze", async (route) => {
      await visit.write(person.id, "Or at the bar?");
      await message(his, "Or at the bar?").waitFor();
      await route.continue();
    });
    const answered = his.waitForResponse("**/snooze");
    await menu(his, "Snooze", "In an hour");
    check((await answered).status() === 409, "it was put off unread");
    await his.getByText("a new message has come meanwhile").waitFor();
    await line(his, person.id).getByText("Or at the bar?").waitFor();
    await his.unroute("**/snooze");
  });
  await step("done and snoozed conversations leave the list and come back with a new message", async () => {
    const tab = (name) => his.getByRole("button", { name: new RegExp(`^${name}`) });
    await visit.write(person.id, "And for three?");
    await message(his, "And for three?").waitFor();
    await tab("Unanswered").click();
    await line(his, person.id).waitFor();
    await menu(his, "Snooze", "In an hour");
    await line(his, person.id).and(his.locator('[data-gone="false"]')).waitFor({ state: "detached" });
    await visit.write(person.id, "Or for four?");
    await line(his, person.id).and(his.locator('[data-gone="false"]')).waitFor();
    await his.locator("section header").getByRole("button", { name: "Done", exact: true }).click();
    await tab("Done").click();
    await line(his, person.id).waitFor();
    await visit.write(person.id, "We are five now");
    await tab("Unanswered").click();
    await line(his, person.id).getByText("We are five now").waitFor();
    await until("it to be no longer done", async () => {
      const { items } = await office.as(omar.id, "GET", "/api/conversations?tab=done");
      return items.every(({ chatId }) => chatId !== person.id);
    });
    await leave(hers, his);
  });
}
