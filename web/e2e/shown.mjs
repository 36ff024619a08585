// What stands on a screen, and whether it is what somebody wrote.
import { check } from "./steps.mjs";

/** What somebody could never write lies between these: NUL, and spaces that stores and screens fold. */
export const plain = (words) => words.replaceAll(/[\s\p{Cc}\ufffd]+/gu, "");

export async function wordsOf(page, selector) {
  return (await page.locator(selector).evaluateAll((found) => found.map((one) => one.textContent)))
    .map(plain)
    .join("\n");
}

export function standsThere(shown, wanted, where) {
  const missing = wanted.filter((words) => !shown.includes(plain(words)));
  check(
    missing.length === 0,
    `${where}: ${missing.length} not shown as written, such as ${JSON.stringify(missing[0])}`,
  );
}

/** Presses "Show more", or scrolls, for as long as there is more. */
export async function all(page, more) {
  const rows = () => page.locator("dialog[open] li, [data-row]").count();
  for (let seen = -1, idle = 0; idle < 4; ) {
    if (await more.count()) await more.click();
    else await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(60);
    const now = await rows();
    idle = now === seen ? idle + 1 : 0;
    seen = now;
  }
}

export async function closeSheet(page) {
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
}
