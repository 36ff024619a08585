// A line that breaks, and a finger that is too quick.
import { check, until } from "../steps.mjs";
import { field, leave, message, sent } from "./office.mjs";

export async function line({ step, visit, office }) {
  let uma;
  let person;
  let page;
  const arrived = async (wanted) =>
    (await visit.said(person.id)).filter(({ text }) => text === wanted).length;

  await step("what is sent without a connection waits, and goes once when it is back", async () => {
    uma = await office.hire("Uma");
    person = await office.newcomer("Viktor");
    await visit.write(person.id, "Are you there?");
    page = await office.phone(uma.id, `chat_${person.id}`);
    await message(page, "Are you there?").waitFor();
    await page.context().setOffline(true);
    await field(page).fill("We are.");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page
      .locator("[data-pending]", { hasText: "We are." })
      .getByText("Waiting for a connection")
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await sent(page, "We are.");
    await page.locator("[data-pending]").waitFor({ state: "detached" });
    check((await message(page, "We are.").count()) === 1, "it stands there twice");
    check((await arrived("We are.")) === 1, "it arrived more than once");
  });
  await step("an answer that came through while its receipt was lost is sent once", async () => {
    let lost = 0;
    await page.route("**/messages", async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await field(page).fill("And so are the berries.");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await until("the lost receipt", () => lost === 1);
    await sent(page, "And so are the berries.");
    await page.locator("[data-pending]").waitFor({ state: "detached" });
    await page.unroute("**/messages");
    check((await message(page, "And so are the berries.").count()) === 1, "it stands there twice");
    check((await arrived("And so are the berries.")) === 1, "it arrived more than once");
  });
  await step("a doubled tap sends once", async () => {
    await field(page).fill("Come in.");
    await page.getByRole("button", { name: "Send", exact: true }).dblclick();
    await sent(page, "Come in.");
    await field(page).fill("Good-bye.");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await sent(page, "Good-bye.");
    check((await arrived("Come in.")) === 1, "it arrived more than once");
    await leave(page);
  });
}
