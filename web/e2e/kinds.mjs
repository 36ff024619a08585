// What the sandbox's chat page draws besides words, and how a group is made and used in it.
import { check, until } from "./steps.mjs";

const PICTURE =
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mO44FGPFTEMLQkA1lFlwYpJP+sAAAAASUVORK5CYII=";

export async function kinds({ step, page, visit, shot, clean }) {
  const write = async (text) => {
    await page.locator("#words").fill(text);
    await page.locator("#words").press("Enter");
    await page.locator(".bubble.mine", { hasText: text }).waitFor();
  };

  await step("a sticker, a poll and a file no browser plays are drawn", async () => {
    const chat_id = await visit.idOf("Emma");
    await visit.asBot("sendSticker", { chat_id, sticker: new Blob([Buffer.from(PICTURE, "base64")]) });
    await visit.asBot("sendPoll", { chat_id, question: "Which berry?", options: ["Red", "Blue"] });
    await visit.asBot("sendVideo", { chat_id, video: new Blob(["no film"]) });
    const sticker = page.locator("img.sticker");
    await until("the sticker to be painted", () => sticker.evaluate((image) => image.naturalWidth === 8));
    await page.locator(".poll", { hasText: "Which berry?" }).waitFor();
    check((await page.locator(".poll li").count()) === 2, "two answers");
    await page.locator(".file", { hasText: "Video" }).waitFor();
    await shot(page, "sandbox-kinds");
  });

  await step("a group is made; two people and the bot write in it", async () => {
    await page.getByRole("button", { name: "New group" }).click();
    await page.locator('dialog input[name="title"]').fill("<i>Friends</i>");
    await page.locator("dialog .tick", { hasText: "Дмитрий" }).click();
    await page.getByRole("button", { name: "Make the group" }).click();
    await page.locator("#chat-bar h2", { hasText: "<i>Friends</i>" }).waitFor();
    await write("Who is in?");
    await page.getByLabel("Who writes").selectOption({ label: "Дмитрий" });
    await page.locator(".bubble:not(.mine)", { hasText: "Who is in?" }).getByText("Emma").waitFor();
    await write("I am");
    const [{ id }] = await visit.groups();
    await visit.asBot("sendMessage", { chat_id: id, text: "Me too" });
    await page.locator(".bubble:not(.mine)", { hasText: "Me too" }).getByText("Berry").waitFor();
    await clean("a group", page);
    await shot(page, "sandbox-group");
  });
}
