// Photographs every screen and state, and lets axe look at each: `npm run build && npm run shots [pattern of names]`.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { startFixture } from "./fixture.mjs";

const out = fileURLToPath(new URL("./out/", import.meta.url));
const only = new RegExp(process.argv[2] ?? "");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 800 };
/** As Telegram's clients and their users paint; the unit tests measure them all. */
const themes = JSON.parse(readFileSync(new URL("../telegram/themes.json", import.meta.url), "utf8"));
const theme = (wanted) => themes.find(({ name }) => name === wanted).parameters;
const [day, night] = [theme("web-day"), theme("desktop-night")];

/** In Telegram: launch parameters in the hash, as a web client writes them. */
function launch({ id = 1, language = "ru", theme = {}, start = "" }) {
  const user = JSON.stringify({ id, first_name: id === 1 ? "Анна" : "Мария", language_code: language });
  const initData = new URLSearchParams({ user, auth_date: "1", hash: "x" }).toString();
  return `/#${new URLSearchParams({
    tgWebAppData: initData,
    tgWebAppVersion: "8.0",
    tgWebAppPlatform: "web",
    tgWebAppThemeParams: JSON.stringify(theme),
    ...(start ? { tgWebAppStartParam: start } : {}),
  })}`;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const fixture = await startFixture();
let findings = 0;

async function shot(
  name,
  {
    path,
    size = phone,
    scheme = "light",
    scene = "normal",
    before,
    act,
    frame = false,
    full = true,
    scale = 1,
  },
) {
  if (!only.test(name)) return;
  fixture.set({
    scene,
    question: "waiting",
    live: [],
    version: "0.1.0",
    backups: {},
    work: undefined,
    escalation: {},
    ...before,
  });
  fixture.incidents();
  // What the shot before has typed was kept, as it should be.
  fixture.talkState.draft = undefined;
  const context = await browser.newContext({
    viewport: frame ? { width: 460, height: 900 } : size,
    colorScheme: scheme,
    timezoneId: "Europe/Moscow",
    locale: "ru-RU",
    deviceScaleFactor: scale,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.log(`${name}: page error ${error.message}`));
  page.on("console", (line) => {
    if (line.type() === "error" && !/Failed to load resource/.test(line.text()))
      console.log(`${name}: ${line.text()}`);
  });
  if (frame) {
    await page.route("**/frame", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="ru"><title>frame</title><body style="margin:0"><iframe title="app" style="width:400px;height:800px;border:0" src="${path.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`,
      }),
    );
    await page.goto(`${fixture.url}/frame`);
  } else if (path.startsWith("#/")) {
    await page.goto(`${fixture.url}/#link=x`);
    await page.locator("main h1").waitFor();
    await page.evaluate((place) => {
      location.hash = place;
    }, path);
  } else await page.goto(fixture.url + path);
  await page.waitForTimeout(scene === "slow" ? 700 : 900);
  if (scene === "error") await page.waitForTimeout(2200);
  if (act) await act(page);
  await page.screenshot({ path: `${out}${name}.png`, fullPage: full && !frame });
  const axe = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  for (const violation of axe.violations) {
    findings += 1;
    console.log(`${name}: ${violation.id}: ${violation.help}`);
    for (const node of violation.nodes.slice(0, 3))
      console.log(`   ${node.target.join(" ")}  ${node.failureSummary?.split("\n")[1] ?? ""}`);
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (wide > 0) console.log(`${name}: scrolls sideways by ${wide}`);
  await context.close();
}

/** In a browser: signed in by a link, then to a place. */
const browserPath = (place) => place;
for (const scheme of ["light", "dark"]) {
  for (const language of ["ru", "en"]) {
    const theme = `${scheme}-${language}`;
    await shot(`overview-phone-${theme}`, { path: launch({ language }), scheme });
    await shot(`overview-desktop-${theme}`, { path: launch({ language }), scheme, size: desktop });
    await shot(`home-phone-${theme}`, { path: launch({ id: 2, language }), scheme });
    await shot(`home-desktop-${theme}`, { path: launch({ id: 2, language }), scheme, size: desktop });
    await shot(`activity-phone-${theme}`, {
      path: launch({ id: 2, language, start: "activity" }),
      scheme,
      full: false,
    });
    await shot(`more-phone-${theme}`, { path: launch({ id: 2, language, start: "settings" }), scheme });
  }
}
for (const scheme of ["light", "dark"])
  for (const language of ["ru", "en"]) {
    const path = launch({ language, start: "inbox" });
    await shot(`inbox-phone-${scheme}-${language}`, { path, scheme, full: false });
    await shot(`inbox-desktop-${scheme}-${language}`, { path, scheme, size: desktop, full: false });
  }
await shot("telegram-night-inbox", {
  path: launch({ start: "inbox", theme: night }),
  scheme: "dark",
  full: false,
});
await shot("inbox-theme-black-green", {
  path: launch({ start: "inbox", theme: theme("android-black-green") }),
  scheme: "dark",
  full: false,
});
await shot("inbox-narrow", {
  path: launch({ start: "inbox", language: "en" }),
  size: { width: 320, height: 640 },
  full: false,
});
for (const scene of ["slow", "empty", "error"])
  await shot(`inbox-${scene}`, { path: launch({ start: "inbox" }), scene });
fixture.refill();
await shot("inbox-selected", {
  path: browserPath("#/inbox"),
  size: desktop,
  full: false,
  act: async (page) => {
    const boxes = page.locator("input[type=checkbox]");
    await boxes.nth(1).click({ force: true });
    await boxes.nth(4).click({ force: true, modifiers: ["Shift"] });
  },
});
await shot("inbox-gone", {
  path: launch({ start: "inbox" }),
  full: false,
  act: async (page) => {
    await page.mouse.move(200, 500);
    await page.mouse.wheel(0, 230);
    await page.waitForTimeout(300);
    fixture.inbox().act(303, "done");
    await page.locator('[data-gone="true"]').waitFor();
  },
});
fixture.refill();
await shot("telegram-day-overview", { path: launch({ theme: day }) });
await shot("telegram-night-overview", { path: launch({ theme: night }), scheme: "dark" });
await shot("telegram-night-home", { path: launch({ id: 2, theme: night }), scheme: "dark" });
for (const { name, parameters } of themes) {
  await shot(`theme-${name}-overview`, { path: launch({ theme: parameters }) });
  await shot(`theme-${name}-home`, { path: launch({ id: 2, theme: parameters }) });
}
await shot("frame-day-overview", { path: launch({ theme: day }), frame: true });
await shot("frame-night-home", { path: launch({ id: 2, theme: night }), frame: true });

await shot("overview-people-30d", { path: browserPath("#/overview?range=30d&chart=people"), size: desktop });
await shot("overview-24h", { path: browserPath("#/overview?range=24h") });
await shot("overview-all-demo", { path: browserPath("#/overview?range=all&data=demo") });
await shot("overview-table", {
  path: browserPath("#/overview"),
  act: (page) => page.getByLabel("Показать таблицей").click(),
});
await shot("overview-trouble", { path: launch({}), scene: "trouble" });
for (const scene of ["slow", "empty", "error"]) {
  await shot(`overview-${scene}`, { path: launch({ start: "overview" }), scene });
  await shot(`home-${scene}`, { path: launch({ id: 2 }), scene });
  await shot(`activity-${scene}`, { path: launch({ id: 2, start: "activity" }), scene });
}
await shot("home-answered", { path: launch({ id: 2, language: "en" }), before: { question: "answered" } });
await shot("activity-day", {
  path: launch({ id: 2, start: `day_${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}` }),
});
await shot("activity-desktop", { path: browserPath("#/activity"), size: desktop, full: false });
await shot("activity-search-none", { path: browserPath("#/activity?search=нетакого") });
for (const scheme of ["light", "dark"])
  for (const language of ["ru", "en"])
    await shot(`more-sign-out-failed-${scheme}-${language}`, {
      path: launch({ id: 2, language, start: "settings" }),
      scheme,
      act: async (page) => {
        fixture.set({ scene: "error" });
        page.once("dialog", (dialog) => dialog.accept());
        await page
          .getByText(language === "ru" ? "Выйти на всех устройствах" : "Sign out on all devices")
          .click();
        // Telegram asks in a popup of its own; the frame around us answers it.
        await page.evaluate(() => window.Telegram.WebView.receiveEvent("popup_closed", { button_id: "yes" }));
        await page.getByRole("alert").waitFor();
        fixture.set({ scene: "normal" });
      },
    });
await shot("more-browser", { path: browserPath("#/more"), size: desktop });
await shot("sheet-failed", {
  path: launch({ id: 2, start: "activity" }),
  full: false,
  act: (page) =>
    page
      .locator("[data-row]")
      .nth(4)
      .click()
      .then(() => page.waitForTimeout(400)),
});
await shot("sheet-edited", {
  path: launch({ id: 2, start: "activity" }),
  full: false,
  scheme: "dark",
  act: (page) =>
    page
      .locator("[data-row]")
      .nth(2)
      .click()
      .then(() => page.waitForTimeout(400)),
});
await shot("sheet-rows", {
  path: launch({}),
  full: false,
  act: (page) =>
    page
      .getByText("Ждут ответа")
      .first()
      .click()
      .then(() => page.waitForTimeout(500)),
});
await shot("sheet-define", {
  path: launch({}),
  full: false,
  size: desktop,
  act: (page) =>
    page
      .getByLabel("Что значит «Новые люди»?")
      .click()
      .then(() => page.waitForTimeout(300)),
});
await shot("sheet-ledger", {
  path: launch({ language: "en" }),
  full: false,
  act: (page) =>
    page
      .getByText("Intake OK")
      .click()
      .then(() => page.waitForTimeout(300)),
});
await shot("sheet-keys", {
  path: browserPath("#/overview"),
  full: false,
  size: desktop,
  act: async (page) => {
    await page.keyboard.press("?");
    await page.waitForTimeout(300);
  },
});
await shot("live-new", {
  path: launch({ id: 2, start: "activity" }),
  full: false,
  act: async (page) => {
    fixture.message({ text: "Только что написанное" });
    await page.waitForTimeout(600);
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(300);
    fixture.message({ text: "Ещё одно" });
    fixture.message({ text: "И ещё", direction: "out", state: "sent" });
    await page.waitForTimeout(900);
  },
});
await shot("live-delay", {
  path: launch({}),
  full: false,
  act: async (page) => {
    fixture.message({ text: "Живое" });
    await page.waitForTimeout(900);
  },
});
await shot("live-reconnecting", {
  path: launch({}),
  full: false,
  act: async (page) => {
    fixture.set({ scene: "offline" });
    fixture.drop();
    await page.waitForTimeout(900);
  },
});
await shot("live-stale", {
  path: launch({}),
  full: false,
  act: async (page) => {
    fixture.set({ scene: "offline" });
    fixture.drop();
    await page.waitForTimeout(14_000);
  },
});
await shot("updated", {
  path: launch({}),
  full: false,
  act: async (page) => {
    fixture.set({ version: "0.2.0" });
    fixture.drop();
    await page.waitForTimeout(1500);
  },
});
await shot("closed-expired", { path: launch({}), scene: "closed" });
await shot("closed-link", { path: "/#link=used" });
await shot("closed-nothing", { path: "/", size: desktop, scheme: "dark" });
await shot("large-text-home", {
  path: launch({ id: 2 }),
  act: (page) =>
    page
      .evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      })
      .then(() => page.waitForTimeout(300)),
});
await shot("large-text-inbox", {
  path: launch({ start: "inbox" }),
  full: false,
  act: (page) =>
    page
      .evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      })
      .then(() => page.waitForTimeout(300)),
});
await shot("large-text-overview", {
  path: launch({}),
  act: (page) =>
    page
      .evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      })
      .then(() => page.waitForTimeout(300)),
});

// The team and its templates.
const inside = (page, icon) => async (view) => {
  await view.locator("main button", { hasText: page }).first().click();
  await view.locator("main h1", { hasText: page }).waitFor();
  await view.waitForTimeout(400);
  if (icon) await icon(view);
};
const named = {
  ru: {
    team: "Команда",
    own: "Как меня видят люди",
    templates: "Шаблоны ответов",
    invite: "Пригласить",
    make: "Создать ссылку",
    add: "Новый шаблон",
  },
  en: {
    team: "Team",
    own: "How people see me",
    templates: "Answer templates",
    invite: "Invite",
    make: "Make a link",
    add: "New template",
  },
};
const press = (text) => (view) =>
  view
    .getByText(text, { exact: true })
    .first()
    .click()
    .then(() => view.waitForTimeout(400));
for (const scheme of ["light", "dark"]) {
  for (const language of ["ru", "en"]) {
    const said = named[language];
    for (const [width, size] of [
      ["phone", phone],
      ["desktop", desktop],
    ]) {
      const name = `${width}-${scheme}-${language}`;
      const path = launch({ language, start: "settings" });
      await shot(`more-owner-${name}`, { path, scheme, size });
      await shot(`team-${name}`, { path, scheme, size, act: inside(said.team) });
      await shot(`team-member-${name}`, {
        path,
        scheme,
        size,
        full: false,
        act: inside(said.team, press("Дмитрий")),
      });
      await shot(`team-link-${name}`, {
        path,
        scheme,
        size,
        full: false,
        act: inside(said.team, async (view) => {
          await press(said.invite)(view);
          await press(said.make)(view);
        }),
      });
      await shot(`templates-${name}`, { path, scheme, size, act: inside(said.templates) });
      await shot(`templates-edit-${name}`, {
        path,
        scheme,
        size,
        full: false,
        act: inside(said.templates, press("/доставка")),
      });
    }
  }
}
const small = { width: 320, height: 640 };
await shot("team-320", { path: launch({ start: "settings" }), size: small, act: inside("Команда") });
await shot("team-browser-320", { path: browserPath("#/more?page=team"), size: small });
await shot("team-invite-320", {
  path: launch({ start: "settings" }),
  size: small,
  full: false,
  act: inside("Команда", press("Пригласить")),
});
await shot("templates-edit-320", {
  path: launch({ start: "settings" }),
  size: small,
  act: inside("Шаблоны ответов", press("/доставка")),
});
await shot("templates-new-wrong", {
  path: launch({ start: "settings" }),
  full: false,
  act: inside("Шаблоны ответов", async (view) => {
    await press("Новый шаблон")(view);
    await view.getByLabel("Название").fill("два слова");
    await press("Сохранить")(view);
  }),
});
await shot("team-operator", {
  path: launch({ id: 3, start: "settings" }),
  act: inside("Как меня видят люди"),
});
await shot("templates-operator", {
  path: launch({ id: 3, start: "settings" }),
  full: false,
  act: inside("Шаблоны ответов", press("/доставка")),
});
await shot("team-admin-member", {
  path: launch({ id: 4, start: "settings" }),
  full: false,
  act: inside("Команда", press("Дмитрий")),
});
for (const scene of ["slow", "empty", "error"]) {
  const act = (page) => async (view) => {
    fixture.set({ scene });
    await inside(page)(view);
    await view.waitForTimeout(2500);
    fixture.set({ scene: "normal" });
  };
  await shot(`team-${scene}`, { path: launch({ start: "settings" }), act: act("Команда") });
  await shot(`templates-${scene}`, { path: launch({ start: "settings" }), act: act("Шаблоны ответов") });
}
await shot("team-refused", {
  path: launch({ start: "settings" }),
  full: false,
  act: inside("Команда", async (view) => {
    await press("Пригласить")(view);
    fixture.set({ scene: "error" });
    await press("Создать ссылку")(view);
    fixture.set({ scene: "normal" });
  }),
});

const thread = "section[class*=scroller]";
/** Reads back in the conversation by so many screens. */
const back = async (page, screens) => {
  await page.locator(thread).hover();
  for (let n = 0; n < screens * 2; n += 1) {
    await page.mouse.wheel(0, -400);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(500);
};
const talk = (more = {}) => ({ path: launch({ start: "chat_101", ...more }), full: false });
for (const scheme of ["light", "dark"])
  for (const language of ["ru", "en"]) {
    await shot(`conversation-phone-${scheme}-${language}`, { ...talk({ language }), scheme });
    await shot(`conversation-desktop-${scheme}-${language}`, {
      ...talk({ language }),
      scheme,
      size: desktop,
    });
    await shot(`conversation-media-${scheme}-${language}`, {
      ...talk({ language }),
      scheme,
      act: (page) => back(page, 2),
    });
  }
await shot("conversation-done-phone", {
  ...talk(),
  act: async (page) => {
    await page.getByLabel("Готово").click();
    await page.getByRole("button", { name: "Отменить" }).waitFor();
  },
});
fixture.refill();
await shot("conversation-done-desktop", {
  path: browserPath("#/inbox"),
  size: desktop,
  full: false,
  act: async (page) => {
    await page.locator("[data-row]").nth(1).click();
    await page.locator("textarea").waitFor();
    await page.locator("header button[title*=Готово]").click();
    await page.getByRole("button", { name: "Отменить" }).waitFor();
    await page.waitForTimeout(500);
  },
});
fixture.refill();
await shot("conversation-theme-orange-desktop", {
  ...talk({ theme: theme("orange-day") }),
  size: desktop,
});
await shot("conversation-320-night", {
  ...talk({ theme: night }),
  scheme: "dark",
  size: { width: 320, height: 640 },
});
await shot("conversation-telegram-day", talk({ theme: day }));
await shot("conversation-slow", { ...talk(), scene: "slow" });
await shot("conversation-error", { ...talk(), scene: "error" });
await shot("conversation-lost", talk({ start: "chat_404" }));
await shot("conversation-templates", {
  ...talk(),
  act: async (page) => {
    await page.locator("textarea").fill("/");
    await page.getByRole("option").first().waitFor();
  },
});
await shot("conversation-note-mode", {
  ...talk(),
  scheme: "dark",
  act: async (page) => {
    await page.getByLabel("Написать заметку").click();
    await page.keyboard.type("Просит самовывоз");
  },
});
await shot("conversation-menu", {
  ...talk(),
  act: (page) =>
    page
      .getByLabel("Меню диалога")
      .click()
      .then(() => page.waitForTimeout(300)),
});
for (const name of ["Отложить", "Назначить", "Метки", "О человеке"])
  await shot(`conversation-sheet-${name}`, {
    ...talk(),
    act: async (page) => {
      await page.getByLabel("Меню диалога").click();
      await page.getByRole("button", { name }).click();
      await page.waitForTimeout(400);
    },
  });
await shot("conversation-acts", {
  ...talk(),
  size: desktop,
  act: (page) =>
    page
      .getByText("Рады помочь")
      .click({ button: "right" })
      .then(() => page.waitForTimeout(300)),
});
await shot("conversation-viewer", {
  ...talk(),
  act: async (page) => {
    await back(page, 3);
    await page.locator("button[data-look=picture]").nth(1).click();
    await page.waitForTimeout(700);
  },
});
await shot("conversation-offline", {
  ...talk(),
  act: async (page) => {
    fixture.talkState.offline = true;
    await page.locator("textarea").fill("Отправлю без связи");
    await page.getByLabel("Отправить", { exact: true }).click();
    await page.getByText("Ждёт связи").first().waitFor();
    fixture.talkState.offline = false;
  },
});
await shot("conversation-unsent-elsewhere", {
  path: browserPath("#/conversation?chat=101"),
  size: desktop,
  full: false,
  act: async (page) => {
    fixture.talkState.offline = true;
    await page.locator("textarea").fill("Отправлю без связи");
    await page.getByLabel("Отправить", { exact: true }).click();
    await page.getByText("Ждёт связи").first().waitFor();
    await page.locator("[data-row]").first().click();
    await page.getByText("сообщение ждёт связи").waitFor();
    fixture.talkState.offline = false;
    await page.waitForTimeout(300);
  },
});
await shot("conversation-answered", {
  ...talk(),
  act: async (page) => {
    const text = "Мария, десять коробок — 12 400 ₽.";
    fixture.talk({ direction: "out", author: "Борис", staffId: 2, state: "sent", text });
    fixture.talkState.answered = true;
    await page.locator("textarea").fill("Двенадцать тысяч");
    await page.getByLabel("Отправить", { exact: true }).click();
    await page.getByText("Всё равно отправить").waitFor();
    fixture.talkState.answered = false;
  },
});
fixture.talkState.replying = [{ id: 2, name: "Борис" }];
await shot("conversation-replying", talk());
fixture.talkState.replying = [];
fixture.talkState.unreachable = "blocked";
await shot("conversation-blocked", talk());
fixture.talkState.unreachable = "";
await shot("conversation-large-text", {
  ...talk(),
  act: (page) =>
    page
      .evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      })
      .then(() => page.waitForTimeout(300)),
});

/* Backups. */
const backupsAt = (language, id = 1) => launch({ id, language, start: "backups" });
const running = {
  id: "w1",
  kind: "backup",
  by: "Анна",
  begunAt: new Date(Date.now() - 14_000).toISOString(),
  state: "running",
  step: "restoring",
  done: 212_000_000,
  total: 503_000_000,
  table: "public.message",
};
const ended = { ...running, endedAt: new Date().toISOString() };
const next = (page) => page.getByRole("button", { name: /^(Дальше|Continue)$/ }).click();
const wizard = async (page) => {
  await page
    .getByRole("button", { name: /^(Восстановить|Restore)…$/ })
    .first()
    .click();
  await page.locator("dialog li button").first().click();
  await page.locator("dialog table").waitFor();
};
const typed = async (page) => {
  await wizard(page);
  await next(page);
  await page.locator("dialog input").fill("berry_twa_dashboard");
};
const begun = async (page) => {
  await typed(page);
  await page
    .locator("dialog")
    .getByRole("button", { name: /^(Восстановить|Restore now)$/ })
    .click();
  await page.locator("dialog ol").waitFor();
  fixture.work({ step: "comparing", done: 1, total: 3, table: "public.person" });
  await page.waitForTimeout(600);
};
for (const scheme of ["light", "dark"]) {
  for (const language of ["ru", "en"]) {
    for (const [where, size] of [
      ["phone", phone],
      ["desktop", desktop],
    ]) {
      const at = { path: backupsAt(language), scheme, size };
      const name = (what) => `backups-${what}-${where}-${scheme}-${language}`;
      await shot(name("good"), { ...at, before: { backups: { copies: true } } });
      await shot(name("running"), { ...at, before: { work: running } });
      await shot(name("failed"), {
        ...at,
        before: {
          backups: { failed: true },
          work: {
            ...ended,
            state: "done",
            outcome: { name: "x", state: "failed", seconds: 0, paused: 0, notes: [] },
          },
        },
        act: (page) => page.locator("ul [data-row]").first().click(),
        full: false,
      });
      await shot(name("differences"), { ...at, act: wizard, full: false });
      await shot(name("confirm"), { ...at, act: typed, full: false });
      await shot(name("restoring"), { ...at, act: begun, full: false });
      await shot(name("done"), {
        ...at,
        act: async (page) => {
          await begun(page);
          const outcome = { name: "x", kept: "berry_before_1", seconds: 41.2, paused: 1.3, notes: [] };
          fixture.work({ state: "done", endedAt: new Date().toISOString(), outcome });
          await page.locator("dialog [role=status]").waitFor();
        },
        full: false,
      });
      await shot(name("undo"), {
        ...at,
        before: { backups: { kept: true } },
        act: async (page) => {
          await page.getByRole("button", { name: /^(Отменить|Undo)…$/ }).click();
          await page.locator("dialog table").waitFor();
        },
        full: false,
      });
    }
  }
}
for (const [name, more] of [
  ["good", { before: { backups: { kept: true, copies: true } } }],
  ["differences", { act: wizard, full: false }],
  ["confirm", { act: typed, full: false }],
]) {
  await shot(`backups-${name}-320`, { path: backupsAt("ru"), size: small, ...more });
}
await shot("backups-large-text", {
  path: backupsAt("ru"),
  before: { work: running },
  act: (page) =>
    page
      .evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      })
      .then(() => page.waitForTimeout(300)),
});
await shot("backups-empty", { path: backupsAt("ru"), scene: "empty" });
await shot("backups-error", { path: backupsAt("ru"), scene: "error" });
await shot("backups-slow", { path: backupsAt("ru"), scene: "slow" });
await shot("backups-old", { path: backupsAt("en"), before: { backups: { old: true } } });
await shot("backups-operator", { path: backupsAt("ru", 3) });
await shot("backups-obstacle", {
  path: backupsAt("en"),
  before: { backups: { obstacle: true } },
  act: wizard,
  full: false,
});
await shot("backups-broken", {
  path: backupsAt("ru"),
  act: async (page) => {
    await begun(page);
    const failure =
      "nothing was touched: the safety backup failed: /data/backups has 12 MB free, and it needs about 67 MB.";
    fixture.work({ state: "failed", endedAt: new Date().toISOString(), failure });
    await page.locator("dialog [role=alert]").waitFor();
  },
  full: false,
});

/* Incidents, and who is called. */
const large = (page) =>
  page
    .evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    })
    .then(() => page.waitForTimeout(300));
const at = (start, language = "ru", id = 1) => ({ path: launch({ id, language, start }) });
for (const scheme of ["light", "dark"])
  for (const language of ["ru", "en"])
    for (const [where, size] of [
      ["phone", phone],
      ["desktop", desktop],
    ]) {
      const name = (what) => `${what}-${where}-${scheme}-${language}`;
      await shot(name("incidents"), { ...at("incidents", language), scheme, size });
      await shot(name("incident-open"), { ...at("incident_12", language), scheme, size });
      await shot(name("incident-closed"), { ...at("incident_9", language), scheme, size });
      await shot(name("oncall"), { ...at("oncall", language), scheme, size });
      await shot(name("system-incidents"), { ...at("system", language), scheme, size });
      await shot(name("incident-close"), {
        ...at("incident_10", language),
        scheme,
        size,
        full: false,
        act: async (page) => {
          await page.getByRole("button", { name: /^(Закрыть|Close)…$/ }).click();
          await page.locator("dialog textarea").first().fill("DNS");
          await page
            .locator("dialog")
            .getByRole("button", { name: /^(Закрыть инцидент|Close)$/ })
            .last()
            .click();
          await page.waitForTimeout(300);
        },
      });
    }
for (const [what, start] of [
  ["incidents", "incidents"],
  ["incident", "incident_12"],
  ["oncall", "oncall"],
]) {
  await shot(`${what}-320`, { ...at(start), size: small });
  await shot(`${what}-large-text`, { ...at(start), act: large });
  await shot(`${what}-night`, { path: launch({ start, theme: night }), scheme: "dark" });
  for (const scene of ["slow", "empty", "error"]) await shot(`${what}-${scene}`, { ...at(start), scene });
}
await shot("incidents-needs", {
  path: browserPath("#/system?page=incidents&filter=needs"),
  size: desktop,
});
await shot("incidents-many", { ...at("incidents", "en"), before: { escalation: { many: 30 } } });
await shot("incident-conflict", {
  ...at("incident_12"),
  before: { escalation: { first: true } },
  full: false,
  act: async (page) => {
    await page.getByRole("button", { name: "Беру" }).click();
    await page.getByRole("alert").waitFor();
  },
});
await shot("incident-taken", {
  path: browserPath("#/system?page=incidents&incident=12"),
  size: desktop,
  act: async (page) => {
    await page.keyboard.press("a");
    await page.getByText("Остановлен").waitFor();
    await page.getByRole("button", { name: "Проверить сейчас" }).click();
    await page.getByText("не в порядке").first().waitFor();
  },
});
await shot("incident-restarted", {
  ...at("incident_12", "en"),
  act: async (page) => {
    await page.getByRole("button", { name: /^Restart/ }).click();
    await page.evaluate(() => window.Telegram.WebView.receiveEvent("popup_closed", { button_id: "yes" }));
    await page.getByText("It is not well yet").waitFor();
  },
});
await shot("incident-operator", at("incident_12", "ru", 3));
await shot("incident-severity", {
  ...at("incident_12"),
  full: false,
  act: press("Изменить важность…"),
});
await shot("oncall-pinned", { ...at("oncall"), before: { escalation: { pinned: true } } });
await shot("oncall-operator", at("oncall", "en", 3));
await shot("oncall-contact", {
  ...at("oncall"),
  full: false,
  act: async (page) => {
    await press("night_shift")(page);
    await press("Создать ссылку")(page);
  },
});
await shot("oncall-take", { ...at("oncall"), full: false, act: press("Взять дежурство…") });
await shot("oncall-edit", { ...at("oncall"), full: false, act: press("Изменить…") });
await shot("oncall-quiet", {
  ...at("oncall"),
  act: (page) => page.getByRole("switch", { name: "Тихие часы: Важно" }).click(),
});
await shot("incident-keys", {
  path: browserPath("#/system?page=incidents&incident=12"),
  size: desktop,
  full: false,
  act: async (page) => {
    await page.keyboard.press("?");
    await page.waitForTimeout(300);
  },
});

await browser.close();
fixture.close();
console.log(findings === 0 ? "axe: nothing found" : `axe: ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
