// Those who write and those who answer, at a running sandbox: their pages, and what one does on them.
import { check, until } from "../steps.mjs";
import { desktop, phone } from "../visit.mjs";

/** As Telegram does around a Mini App: says yes to every question, and keeps what the page asked for. */
function pretendTelegram() {
  window.__posted = [];
  window.TelegramWebviewProxy = {
    postEvent: (type, data) => {
      window.__posted.push(type);
      if (type !== "web_app_open_popup") return;
      window.__question = JSON.parse(data).message;
      setTimeout(() => window.Telegram.WebView.receiveEvent("popup_closed", { button_id: "yes" }));
    },
  };
}

export class Office {
  #last = 830_000_000;

  constructor(visit) {
    this.visit = visit;
  }

  /** Somebody who has not written yet. */
  async newcomer(firstName, more = {}) {
    this.#last += 1;
    return this.visit.meet({ id: this.#last, firstName, languageCode: "en", ...more });
  }

  /** Somebody of the team, by an invitation that is followed as Telegram follows it. */
  async hire(firstName, role = "operator", more = {}) {
    const colleague = await this.newcomer(firstName, more);
    await this.visit.write(colleague.id, "/start");
    const { link } = await this.as(await this.owner(), "POST", "/api/staff/invitations", { role });
    await this.join(colleague.id, link);
    return colleague;
  }

  async join(id, link) {
    await this.visit.write(id, `/start ${new URL(link).searchParams.get("start")}`);
    await until("the team to have one more", async () => {
      const { items } = await this.as(await this.owner(), "GET", "/api/staff");
      return items.some((one) => one.id === id);
    });
  }

  owner() {
    return this.visit.idOf("Алекс");
  }

  /** Asks the API as somebody. */
  async as(id, method, path, body) {
    this.tokens ??= new Map();
    if (!this.tokens.has(id)) {
      const { token } = await this.#ask("POST", "/api/session", { initData: await this.visit.initData(id) });
      this.tokens.set(id, token);
    }
    return this.#ask(method, path, body, { Authorization: `Bearer ${this.tokens.get(id)}` });
  }

  async #ask(method, path, body, headers = {}) {
    const response = await fetch(this.visit.berry.url + path, {
      method,
      headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 429) {
      await new Promise((done) => setTimeout(done, Number(response.headers.get("Retry-After") ?? 1) * 1_000));
      return this.#ask(method, path, body, headers);
    }
    check(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** A page inside Telegram on a phone, with a finger. */
  async phone(id, start, options = {}) {
    return this.#inTelegram(id, start, { size: phone, touch: true, ...options });
  }

  /** A page inside Telegram on a desktop. */
  async desk(id, start, options = {}) {
    return this.#inTelegram(id, start, { size: desktop, ...options });
  }

  async #inTelegram(id, start, options) {
    const page = await this.visit.launched(id, {
      start,
      ...options,
      before: async (fresh) => {
        await fresh.addInitScript(pretendTelegram);
        await options.before?.(fresh);
      },
    });
    await live(page);
    return page;
  }

  /** A plain browser, signed in by the link that the bot gives. */
  async browser(id, path = "", options = {}) {
    const links = async () =>
      (await this.visit.said(id)).flatMap(({ text = "" }) => text.match(/\S+#link=\S+/g) ?? []);
    const before = (await links()).length;
    await this.visit.write(id, "/dashboard");
    await until("the link", async () => (await links()).length > before);
    const page = await this.visit.open(`/${new URL((await links()).at(-1)).hash}`, {
      size: desktop,
      ...options,
    });
    await page.locator("main h1").first().waitFor();
    if (path) await page.evaluate((hash) => location.assign(hash), path);
    await live(page);
    return page;
  }
}

/** The line of the inbox about somebody. */
export const line = (page, id) => page.locator(`li[data-chat="${id}"]`);

/** A phone shows it in the lists only. */
export const live = (page) => page.locator('[data-state="live"]').first().waitFor({ state: "attached" });

export const field = (page) => page.getByRole("textbox", { name: "Message", exact: true });

/** A message that Berry has, by its words. */
export const message = (page, text) => page.locator("[data-message]", { hasText: text });

/** The arrow that Telegram draws above a Mini App. */
export const back = (page) =>
  page.evaluate(() => window.Telegram.WebView.receiveEvent("back_button_pressed", {}));

/** Writes an answer and presses Send; tells when. */
export async function send(page, text) {
  await field(page).fill(text);
  const at = Date.now();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  return at;
}

/** Answers on an open conversation, until Telegram has the answer. */
export async function answer(page, text) {
  await send(page, text);
  await sent(page, text);
}

export const sent = (page, text) => message(page, text).locator('span[data-state="sent"]').waitFor();

/** What can be done with a message. */
export async function choose(page, text, act) {
  await message(page, text).locator("..").getByRole("button", { name: "Message actions" }).click();
  await page.locator("dialog[open]").getByRole("button", { name: act, exact: true }).click();
}

/** What can be done with the open conversation. */
export async function menu(page, ...acts) {
  await page.getByRole("button", { name: "Conversation menu" }).click();
  for (const act of acts)
    await page.locator("dialog[open]").getByRole("button", { name: act }).first().click();
}

export const leave = (...pages) => Promise.all(pages.map((page) => page.context().close()));
