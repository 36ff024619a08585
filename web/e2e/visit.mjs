// Chromium on a visit to a running sandbox.
import { chromium } from "playwright-core";

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

export class Visit {
  /** @param onTrouble hears of errors, and of what the content security policy stopped */
  static async begin(berry, onTrouble) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
    });
    return new Visit(berry, browser, onTrouble);
  }

  constructor(berry, browser, onTrouble) {
    this.berry = berry;
    this.browser = browser;
    this.onTrouble = onTrouble;
  }

  /** @param before may prepare the page before it goes anywhere */
  async open(path, { size = desktop, locale = "en-GB", scheme = "light", touch = false, before } = {}) {
    const context = await this.browser.newContext({
      viewport: size,
      hasTouch: touch,
      locale,
      colorScheme: scheme,
      timezoneId: "Europe/Moscow",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(10_000);
    await context.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) =>
        console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
      );
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => this.onTrouble(`page error: ${error.message}`));
    page.on("console", (line) => {
      if (line.type() === "error") this.onTrouble(`${line.text()} (${line.location().url})`);
    });
    await before?.(page);
    await page.goto(this.berry.url + path);
    return page;
  }

  /** Lets somebody write to Berry's own bot: any update, as Telegram shapes it, without its number. */
  async update(update) {
    await this.#told("messages", { token: await this.#own(), update });
  }

  /** Makes somebody known to the pretend Telegram. */
  async meet(person) {
    return this.#told("people", person);
  }

  /** Somebody writes to Berry's own bot; `more` may hold a file that was uploaded. */
  async write(id, text, more = {}) {
    return this.#told("messages", { token: await this.#own(), person: { id }, text, ...more });
  }

  /** Somebody blocks the bot, or lets it speak again. */
  async block(id, blocked) {
    await this.#told(`people/${id}/block?token=${await this.#own()}`, {}, blocked ? "POST" : "DELETE");
  }

  /** Puts a file where a message of a person can take it from. */
  async upload(name, bytes, as) {
    const response = await fetch(
      `${this.berry.url}/sandbox/control/files?${new URLSearchParams({ name, as })}`,
      { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: bytes },
    );
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    return (await response.json()).fileId;
  }

  /** What the bot has said in a chat, as Telegram has it now. */
  async said(chat) {
    const { items } = await this.#asked(`chats/${chat}/messages?token=${await this.#own()}`);
    return items;
  }

  /** Lets the next calls of the bot fail. */
  async fault(fault) {
    await this.#told("faults", { token: await this.#own(), ...fault });
  }

  /** No call fails any more. */
  async heal() {
    await this.#told("faults", {}, "DELETE");
  }

  /** The Mini App by itself, as Telegram opens it for somebody. */
  async launched(id, options = {}) {
    const parameters = new URLSearchParams({
      tgWebAppData: await this.initData(id),
      tgWebAppVersion: "8.0",
      tgWebAppPlatform: "weba",
      ...(options.start ? { tgWebAppStartParam: options.start } : {}),
    });
    const launch = parameters.toString().replaceAll("+", "%20");
    const page = await this.open(`/#${launch}`, { size: phone, ...options });
    await page.locator("main h1").first().waitFor();
    return page;
  }

  /** What Telegram would hand to the Mini App of somebody. */
  async initData(id) {
    const { initData } = await this.#asked(`init-data?token=${await this.#own()}&person=${id}`);
    return initData;
  }

  async idOf(firstName) {
    const { items } = await this.#asked("people");
    return items.find((person) => person.firstName === firstName).id;
  }

  /** Calls a method of the Bot API as Berry's own bot, as another part of its team might. */
  async asBot(method, fields) {
    const token = await this.#own();
    const form = new FormData();
    for (const [name, value] of Object.entries(fields))
      form.set(
        name,
        value instanceof Blob ? value : typeof value === "object" ? JSON.stringify(value) : value,
      );
    const response = await fetch(`${this.berry.url}/sandbox/bot${token}/${method}`, {
      method: "POST",
      body: form,
    });
    const { ok, result, description } = await response.json();
    if (!ok) throw new Error(`${method}: ${description}`);
    return result;
  }

  /** The groups of Berry's own bot. */
  async groups() {
    const { groups } = await this.#asked("view");
    return groups;
  }

  async end() {
    await this.browser.close();
  }

  async #own() {
    this.token ??= (await this.#asked("berry")).token;
    return this.token;
  }

  async #told(path, body, method = "POST") {
    const response = await fetch(`${this.berry.url}/sandbox/control/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text === "" ? undefined : JSON.parse(text);
  }

  async #asked(path) {
    const response = await fetch(`${this.berry.url}/sandbox/control/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
}
