// Takes the README's pictures from the built product: `node e2e/pictures.mjs <folder>`.
import { mkdirSync } from "node:fs";
import { Berry } from "./berry.mjs";
import { desktop, Visit } from "./visit.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("Say the folder: node e2e/pictures.mjs <folder>");
mkdirSync(folder, { recursive: true });

const berry = new Berry();
await berry.start();
const visit = await Visit.begin(berry, (what) => console.error(what));
try {
  const page = await visit.open("/sandbox");
  await page.locator(".people .row", { hasText: "Emma Clark" }).click();
  const app = page.frameLocator("#stage iframe");
  await app.locator('[data-state="live"]').waitFor();
  for (const text of [
    "/start",
    "Hello! Is the blue bouquet still there?",
    "And can you deliver on Sunday?",
  ]) {
    await page.locator("#words").fill(text);
    await page.locator("#words").press("Enter");
    await page.locator(".bubble.mine", { hasText: text }).waitFor();
    await app.locator("[data-row]", { hasText: text }).first().waitFor();
  }
  await page.locator(".bubble:not(.mine)").waitFor();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}/sandbox-desktop-light.png` });

  const owner = await visit.idOf("Алекс");
  const emma = await visit.idOf("Emma");
  const inbox = await visit.launched(owner, { start: "inbox", scheme: "light" });
  await inbox.locator(`[data-chat="${emma}"]`).click();
  await inbox.locator("textarea").fill("Yes, and Sunday is fine: between 10 and 12?");
  await inbox.getByRole("button", { name: "Отправить", exact: true }).click();
  await inbox
    .locator("[data-message]", { hasText: "Sunday is fine" })
    .locator('span[data-state="sent"]')
    .waitFor();
  await inbox.screenshot({ path: `${folder}/conversation-phone-light.png` });
  await inbox.context().close();

  await berry.say("seed", "--demo");
  for (const [name, id, start, scheme, size] of [
    ["overview-desktop-light", owner, "overview", "light", desktop],
    ["overview-phone-dark", owner, "overview", "dark"],
    ["home-phone-light", emma, "home", "light"],
  ]) {
    const one = await visit.launched(id, { start, scheme, ...(size && { size }) });
    await one.locator('[data-state="live"]').waitFor();
    if (start === "overview") {
      await one.getByRole("button", { name: "Пример" }).click();
      await one.locator("canvas").waitFor();
      await one.locator("[data-row]").nth(8).waitFor();
      await one.locator('[aria-busy="true"]').waitFor({ state: "detached" });
      // Tiles that are replaced fade in.
      await one.waitForTimeout(400);
    } else await one.locator("[data-row]").first().waitFor();
    await one.mouse.move(0, 0);
    await one.screenshot({ path: `${folder}/${name}.png` });
    await one.context().close();
  }
} finally {
  await visit.end();
  await berry.leave();
}
