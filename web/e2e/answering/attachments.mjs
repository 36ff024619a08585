// Files both ways, in a browser and inside Telegram.
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { check, until } from "../steps.mjs";
import { field, leave, message, sent } from "./office.mjs";

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mO44FGPFTEMLQkA1lFlwYpJP+sAAAAASUVORK5CYII=",
  "base64",
);
const PRICES = Buffer.from("berries;5\ncherries;7\n");
const LARGE = 2 << 20;

export async function attachments({ step, visit, office }) {
  let rita;
  let person;
  let page;

  await step("a photo of a person is seen small and whole, their document is saved", async () => {
    rita = await office.hire("Rita");
    person = await office.newcomer("Sam");
    const photo = await visit.upload("berry.png", PICTURE, "photo");
    await visit.write(person.id, "This is how it came", { photo });
    const document = await visit.upload("prices.csv", PRICES, "document");
    await visit.write(person.id, undefined, { document });
    page = await office.browser(rita.id, `#/conversation?chat=${person.id}`);
    const small = message(page, "This is how it came").getByRole("img");
    await until("the small picture to be painted", () => small.evaluate((image) => image.naturalWidth > 0));
    await small.click();
    const viewer = page.locator("dialog[open]");
    await until("the whole picture", () =>
      viewer.locator("img").evaluate((image) => image.naturalWidth === 8 && image.dataset.small !== "true"),
    );
    await page.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      message(page, "prices.csv")
        .getByRole("button", { name: /prices\.csv/ })
        .click(),
    ]);
    check(download.suggestedFilename() === "prices.csv", `saved as ${download.suggestedFilename()}`);
    check(PRICES.equals(readFileSync(await download.path())), "other bytes");
  });
  await step("a picture and 2 MB go up with their progress, and arrive", async () => {
    const line = await page.context().newCDPSession(page);
    await line.send("Network.enable");
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: LARGE };
    await line.send("Network.emulateNetworkConditions", slow);
    await page.locator('footer input[type="file"]').setInputFiles([
      { name: "window.png", mimeType: "image/png", buffer: PICTURE },
      { name: "menu.bin", mimeType: "application/octet-stream", buffer: noise(LARGE) },
    ]);
    await page.getByRole("progressbar", { name: "menu.bin" }).waitFor();
    const moving = page.locator("li", { hasText: "menu.bin" }).getByText(/Uploading, [1-9]\d?%/);
    await moving.waitFor();
    await until("both to be ready", async () => (await page.getByText("Ready to be sent").count()) === 2);
    await line.detach();
    await field(page).fill("The view, and the menu");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await sent(page, "menu.bin");
    const got = await visit.said(person.id);
    check(got.filter(({ photo }) => photo).length === 1, "the picture did not come as a photo");
    const [{ document }] = got.filter((one) => one.document);
    check(document.file_name === "menu.bin" && document.file_size === LARGE, JSON.stringify(document));
    const captions = got.flatMap(({ caption, text }) => caption ?? text ?? []);
    check(captions.filter((text) => text === "The view, and the menu").length === 1, captions.join(", "));
    const chat = await visit.open("/sandbox");
    await chat.locator(`.people [data-line="${person.id}"]`).click();
    await chat.locator(".bubble:not(.mine)", { hasText: "menu.bin" }).waitFor();
    await until("the picture in the chat", () =>
      chat
        .locator(".bubble:not(.mine) img")
        .first()
        .evaluate((image) => image.naturalWidth === 8),
    );
    await leave(chat, page);
  });
  await step("inside Telegram a file comes to the operator's own chat", async () => {
    const talk = await office.phone(rita.id, `chat_${person.id}`);
    await message(talk, "prices.csv")
      .getByRole("button", { name: /Send to my chat.*prices\.csv/ })
      .tap();
    await talk.getByText("It comes to your chat with the bot.").waitFor();
    await until("the file", async () =>
      (await visit.said(rita.id)).some(({ document }) => document?.file_name === "prices.csv"),
    );
    await leave(talk);
  });
}

/** Bytes that no compression on the way makes fewer. */
function noise(length) {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let n = 0; n < length; n += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes.writeUInt32LE(state, n);
  }
  check(deflateSync(bytes).length > length / 2, "it compresses");
  return bytes;
}
