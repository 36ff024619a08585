// How quick answering is in a browser, on the real product: `node e2e/speed.mjs [times]` after a build.
// Tells the median, the 95th of a hundred and the longest; a machine that does other work tells more than Berry needs.
import { leave, line, live, message, Office, send, sent } from "./answering/office.mjs";
import { Berry } from "./berry.mjs";
import { Visit } from "./visit.mjs";

const times = Number(process.argv[2] ?? 30);
const OPENINGS = 10;
const berry = new Berry();
const visit = await Visit.begin(berry, () => {});

/** Notes in the page when an element appears that holds the words, so that no poll of ours is measured. */
const noted = (page, selector, text) =>
  page.evaluate(
    ([where, words]) =>
      new Promise((done) => {
        const there = () =>
          [...document.querySelectorAll(where)].some(
            (one) => one.closest("[data-message]")?.textContent.includes(words) ?? false,
          );
        const look = () => {
          if (!there()) return false;
          watcher.disconnect();
          done(Date.now());
          return true;
        };
        const watcher = new MutationObserver(look);
        watcher.observe(document.body, {
          childList: true,
          subtree: true,
          attributes: true,
          characterData: true,
        });
        look();
      }),
    [selector, text],
  );

function tell(what, all) {
  const sorted = [...all].sort((one, other) => one - other);
  const share = (part) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)];
  console.log(
    `${what}: p50 ${share(0.5)} ms, p95 ${share(0.95)} ms, longest ${sorted.at(-1)} ms, of ${all.length}`,
  );
}

try {
  await berry.start();
  const office = new Office(visit);
  const operator = await office.hire("Kate");
  const person = await office.newcomer("Ada");
  await visit.write(person.id, "The first words");
  const page = await office.phone(operator.id, `chat_${person.id}`);
  await message(page, "The first words").waitFor();

  const seen = [];
  const ticked = [];
  for (let n = 0; n < times; n += 1) {
    const question = `Question ${n}, please`;
    const visible = noted(page, "[data-message]", question);
    const written = Date.now();
    await visit.write(person.id, question);
    seen.push((await visible) - written);

    const words = `Answer ${n}, gladly`;
    const tick = noted(page, '[data-message] span[data-state="sent"]', words);
    const pressed = await send(page, words);
    ticked.push((await tick) - pressed);
    await sent(page, words);
    // Telegram takes about one message a second in a chat, and so does Berry.
    await page.waitForTimeout(1_100);
  }
  await leave(page);

  const opened = [];
  for (let n = 0; n < OPENINGS; n += 1) {
    const fresh = await office.phone(operator.id, "home");
    await live(fresh);
    const began = Date.now();
    await fresh
      .locator("nav")
      .getByRole("button", { name: /^Inbox/ })
      .click();
    await fresh.getByRole("button", { name: /^All/ }).click();
    await line(fresh, person.id).waitFor();
    opened.push(Date.now() - began);
    await leave(fresh);
  }
  tell("a person's message → visible in the open conversation", seen);
  tell("Send pressed → ticked as sent", ticked);
  tell("Inbox pressed for the first time → its rows", opened);
} finally {
  await visit.end();
  await berry.leave();
}
