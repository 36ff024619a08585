// A pretend Berry for developing and photographing the web app: the API in memory, live stream included, and the
// built app. It is never shipped. `node e2e/fixture.mjs [port]` after `npm run build`.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { backupsOf } from "./backups.mjs";
import { inbox } from "./conversations.mjs";
import { escalationOf } from "./escalation.mjs";
import { monitoringOf } from "./monitoring.mjs";
import { serverOf } from "./server.mjs";
import { talkOf } from "./talk.mjs";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src blob:; font-src 'self'; connect-src 'self'";

const cast = [
  { id: 101, firstName: "Мария", username: "maria_v" },
  { id: 102, firstName: "Анна", lastName: "Белова" },
  { id: 103, firstName: "Дмитрий", username: "dmitry_y" },
  { id: 104, firstName: "Oliver", username: "oliver" },
  { id: 105, firstName: "Айгуль" },
  { id: 106, firstName: "Сергей", username: "sergey" },
];
const texts = [
  "Здравствуйте! Когда привезут заказ?",
  "Спасибо, всё получил",
  "/start instagram",
  "Не открывается ссылка из вчерашнего письма, пробовал и с телефона, и с ноутбука",
  "Could you tell me the price for ten?",
  "Фото чека",
  "/help",
  "А можно перенести встречу на четверг, часов на шесть?",
];

/** Starts it; `scene` may be changed at any time: normal, empty, error, slow, closed. */
export async function startFixture(port = 0) {
  const started = Date.now();
  const state = {
    scene: "normal",
    version: "0.1.0",
    streams: new Set(),
    eventId: 1,
    live: [],
    question: "waiting",
    demo: true,
  };

  const iso = (millisecondsAgo) => new Date(Date.now() - millisecondsAgo).toISOString();
  const MINUTE = 60_000;
  const DAY = 86_400_000;

  const own = () => {
    if (state.scene === "empty") return [];
    const past = Array.from({ length: 75 }, (_, n) => {
      const answer = n % 3 === 1;
      const item = {
        id: `7.${1000 - n}.${n}`,
        chatId: 7,
        direction: answer ? "out" : "in",
        kind: "text",
        text: answer ? "Добрый день! Заказ уже в пути, привезут завтра до 18:00." : texts[n % texts.length],
        sentAt: new Date(started - (n + 1) ** 1.45 * 11 * MINUTE).toISOString(),
        state: answer ? "sent" : "received",
      };
      if (n === 2) item.editedAt = new Date(started - 30 * MINUTE).toISOString();
      if (n === 4)
        Object.assign(item, {
          direction: "out",
          state: "failed",
          reason: "blocked",
        });
      if (n === 3)
        Object.assign(item, {
          kind: "document",
          text: undefined,
          fileName: "Договор № 18.pdf",
          fileSize: 482_133,
          fileId: "d1",
        });
      if (answer) item.author = n % 2 === 0 ? "Борис" : "bot";
      if (n === 5) Object.assign(item, { kind: "photo", fileSize: 182_133, fileId: "p1", thumbnailId: "p1" });
      if (n === 6 || n === 7)
        Object.assign(item, {
          kind: "photo",
          direction: "in",
          state: "received",
          album: "a1",
          fileId: `p${n}`,
          thumbnailId: `p${n}`,
          text: n === 6 ? undefined : "Так выглядит коробка",
          fileSize: 90_000,
        });
      const kind = { 11: "voice", 12: "sticker", 14: "location", 15: "poll", 17: "contact", 18: "video" }[n];
      if (kind) Object.assign(item, { kind, text: undefined });
      if (n === 9) Object.assign(item, { kind: "pinned_message", text: undefined });
      return item;
    });
    return [...state.live, ...past];
  };

  const filtered = (query) =>
    own().filter((item) => {
      const filter = query.get("filter") ?? "all";
      const search = (query.get("search") ?? "").toLowerCase();
      if (filter === "mine" && item.direction !== "in") return false;
      if (filter === "answers" && item.direction !== "out") return false;
      if (filter === "files" && !item.fileSize) return false;
      return !search || `${item.text ?? ""} ${item.fileName ?? ""}`.toLowerCase().includes(search);
    });

  const paged = (items, query, size = Number(query.get("limit") ?? 30)) => {
    const from = Number(query.get("before") ?? 0);
    return {
      items: items.slice(from, from + size),
      ...(from + size < items.length ? { next: String(from + size) } : {}),
    };
  };

  const feed = () => {
    if (state.scene === "empty") return [];
    return Array.from({ length: 48 }, (_, n) => {
      const person = n === 3 || n === 4 ? cast[3] : cast[(n * 5) % cast.length];
      const out = n % 4 === 2;
      const text = out ? "Добрый день! Уже проверяем, ответим сегодня." : texts[(n * 3) % texts.length];
      const special =
        n === 3 || n === 4
          ? {
              kind: "photo",
              album: "f1",
              chatId: cast[3].id,
              text: n === 3 ? "Наш сад" : undefined,
            }
          : n === 1
            ? { kind: "new_chat_members", text: undefined, chatId: -1009 }
            : n === 7
              ? { kind: "forum_topic_created", text: "Доставка", chatId: -1009 }
              : {};
      return {
        item: {
          id: `f${100 - n}`,
          chatId: person.id,
          direction: out ? "out" : "in",
          kind: n % 7 === 5 ? ["photo", "voice", "document", "sticker"][((n - 5) / 7) % 4] : "text",
          text,
          sentAt: new Date(started - (n * n * 2 + n * 3) * MINUTE).toISOString(),
          state: out ? (n === 6 ? "failed" : "sent") : "received",
          ...special,
        },
        person,
        receivedAt: iso(n * MINUTE),
        staff: out && n % 8 === 2,
      };
    });
  };

  const team = [
    { id: 1, firstName: "Анна", lastName: "Белова", username: "anna", role: "owner", lastSeenAt: iso(0) },
    {
      id: 4,
      firstName: "Мария",
      username: "maria_v",
      name: "Мария из поддержки",
      role: "admin",
      lastSeenAt: iso(3 * MINUTE),
    },
    { id: 3, firstName: "Дмитрий", username: "dmitry_y", role: "operator", lastSeenAt: iso(5 * 60 * MINUTE) },
    {
      id: 106,
      firstName: "Константин",
      lastName: "Константинопольский-Заречный",
      role: "operator",
      lastSeenAt: iso(6 * DAY),
    },
    { id: 105, firstName: "Айгуль", username: "aigul", role: "operator" },
  ].map((one, n) => ({ ...one, addedAt: iso((90 - n * 17) * DAY) }));
  const invitations = [
    {
      id: 12,
      role: "operator",
      createdAt: iso(0),
      expiresAt: iso(-23 * 60 * MINUTE),
      createdBy: { id: 4, name: "Мария из поддержки" },
    },
    {
      id: 11,
      role: "admin",
      createdAt: iso(0),
      expiresAt: iso(-20 * 60 * MINUTE),
      createdBy: { id: 1, name: "Анна" },
    },
  ];
  const templates = [
    {
      id: 1,
      name: "доставка",
      texts: {
        ru: "Здравствуйте, {name}!\n\nЗаказ уже в пути: привезут завтра до 18:00. Курьер позвонит за час. Если время неудобно, напишите сюда, перенесём.",
        en: "Hello, {name}!\n\nYour order is on its way and arrives tomorrow before 18:00.",
      },
      changedAt: iso(2 * DAY),
      changedBy: { id: 4, name: "Мария из поддержки" },
    },
    {
      id: 2,
      name: "hello",
      texts: { ru: "Здравствуйте, {name}! Чем могу помочь?", en: "Hello, {name}! How can I help you?" },
      changedAt: iso(40 * DAY),
    },
    {
      id: 3,
      name: "refund_policy",
      texts: { en: "You can return it within 14 days." },
      changedAt: iso(9 * DAY),
      changedBy: { id: 1, name: "Анна" },
    },
  ];

  const overview = (query) => {
    const range = query.get("range") ?? "7d";
    const empty = state.scene === "empty";
    const [bucket, count, length] = {
      "24h": ["hour", 24, 3_600_000],
      "7d": ["day", 7, DAY],
      "30d": ["day", 30, DAY],
      "90d": ["day", 90, DAY],
      "12mo": ["month", 12, 30.4 * DAY],
      all: ["month", 17, 30.4 * DAY],
    }[range];
    const midnight = new Date().setHours(0, 0, 0, 0);
    const end = bucket === "hour" ? new Date().setMinutes(0, 0, 0) : midnight;
    const scale = length / 3_600_000;
    const wave = (n, phase, size) =>
      empty
        ? 0
        : Math.round(size * scale ** 0.75 * (1.6 + Math.sin(n * 0.8 + phase) + 0.5 * Math.sin(n * 2.3)));
    const list = (phase, size) => Array.from({ length: count }, (_, n) => wave(n, phase, size));
    const [messagesIn, messagesOut, before] = [list(0, 9), list(0.4, 4), list(1.2, 7)];
    const spark = (values) => values.slice(-14);
    const sum = (values) => values.reduce((a, b) => a + b, 0);
    return {
      period: {
        range,
        timeZone: query.get("tz") ?? "UTC",
        from: new Date(end - count * length).toISOString(),
        to: new Date().toISOString(),
        hasDemo: state.demo,
        limitMinutes: 15,
      },
      strip: {
        intake: state.scene === "trouble" ? "stalled" : "ok",
        mode: "sandbox",
        queue: state.scene === "trouble" ? 212 : 0,
        quarantined: empty ? 0 : 1,
        received: empty ? 0 : 18_912,
        stored: empty ? 0 : 18_906,
        repeated: empty ? 0 : 5,
        lost: 0,
        since: iso(12 * DAY),
      },
      attention: empty
        ? []
        : [
            { kind: "unanswered", count: 3, since: iso(42 * MINUTE) },
            { kind: "quarantined", count: 1, since: iso(5 * 60 * MINUTE) },
            ...(state.scene === "trouble" ? [{ kind: "stalled", count: 1, since: iso(9 * MINUTE) }] : []),
          ],
      ...(state.scene === "trouble" || state.outage
        ? { caughtUp: { from: iso(55 * MINUTE), to: iso(37 * MINUTE), messages: 37 } }
        : {}),
      tiles: {
        unansweredNow: empty
          ? { value: 0, series: [] }
          : { value: 3, previous: 5, series: [4, 2, 6, 5, 3, 7, 3] },
        activePeople: empty
          ? { value: 0, previous: null, series: [] }
          : { value: 1284, previous: 1176, series: spark(list(0.2, 6)) },
        newPeople: empty
          ? { value: 0, previous: null, series: [] }
          : { value: 96, previous: 112, series: spark(list(2, 2)) },
        messagesIn: {
          value: sum(messagesIn),
          previous: range === "all" || empty ? null : sum(before),
          series: spark(messagesIn),
        },
      },
      series: {
        bucket,
        at: Array.from({ length: count }, (_, n) => new Date(end - (count - 1 - n) * length).toISOString()),
        messagesIn,
        messagesOut,
        ...(range === "all" ? {} : { previousMessagesIn: before, previousMessagesOut: list(2, 3) }),
        peopleNew: list(2, 2),
        peopleReturning: list(0.2, 4),
      },
      lists: empty
        ? { commands: [], sources: [], others: [] }
        : {
            commands: [
              { name: "/start", count: 412 },
              { name: "/help", count: 188 },
              { name: "buttons", count: 121 },
              { name: "/dashboard", count: 37 },
            ],
            sources: [
              { source: "", newPeople: 51, answeredShare: 0.94 },
              { source: "instagram", newPeople: 32, answeredShare: 0.875 },
              { source: "flyer_7", newPeople: 13 },
            ],
            staff: [
              { id: 1, name: "Анна", messages: 214, firstReplySeconds: 260 },
              { id: 9, name: "Пётр", messages: 96, firstReplySeconds: 1510 },
              { name: "Anna", messages: 11 },
            ],
            others: [
              { name: "reactions", count: 64 },
              { name: "poll_answers", count: 18 },
              { name: "blocked", count: 3 },
            ],
          },
    };
  };

  const routes = {
    "POST /api/session": ({ body }) => {
      if (state.scene === "closed" || body.link === "used")
        return [401, { title: "Unauthorized", detail: "The launch data is too old." }];
      const user = new URLSearchParams(body.initData ?? "user={}").get("user");
      const { id = 1, language_code = "ru", first_name } = JSON.parse(user ?? "{}");
      const person = {
        id,
        firstName: first_name ?? "Анна",
        username: "anna",
        language: language_code === "ru" ? "ru" : "en",
        role: { 1: "owner", 3: "operator", 4: "admin" }[id] ?? "user",
      };
      state.language = person.language;
      state.signedIn = person;
      return [200, { token: `token-${id}`, expiresAt: iso(-3_600_000), version: state.version, person }];
    },
    "DELETE /api/session": ({ query }) => {
      state.signedOut = query.get("everywhere") === "true" ? "everywhere" : "here";
      return [204];
    },
    "GET /api/me": () => [
      200,
      {
        person: {
          id: 1,
          firstName: "Анна",
          language: state.language ?? "ru",
          role: state.signedIn?.role ?? "owner",
          firstSeenAt: iso(90 * DAY),
          lastSeenAt: iso(0),
        },
        question:
          state.scene === "empty"
            ? { state: "none" }
            : state.question === "answered"
              ? {
                  state: "answered",
                  answeredAt: iso(25 * MINUTE),
                  answeredBy: "Анна",
                  usualAnswerSeconds: 1200,
                }
              : { state: "waiting", since: iso(12 * MINUTE), usualAnswerSeconds: 1200 },
        bot: { username: "berry_bot" },
        version: state.version,
      },
    ],
    "GET /api/me/activity": () => [
      200,
      {
        messages: state.scene === "empty" ? 0 : 1283,
        thisWeek: state.scene === "empty" ? 0 : 12,
        lastWeek: state.scene === "empty" ? 0 : 9,
        activeDays: state.scene === "empty" ? 0 : 17,
        days: Array.from({ length: 14 }, (_, n) => ({
          day: new Date(Date.now() - (13 - n) * DAY).toISOString().slice(0, 10),
          mine: state.scene === "empty" ? 0 : [3, 0, 5, 2, 7, 1, 0, 4, 6, 2, 0, 3, 8, 5][n],
          answers: state.scene === "empty" ? 0 : [1, 0, 3, 2, 4, 1, 0, 2, 3, 1, 0, 2, 4, 2][n],
        })),
      },
    ],
    "GET /api/me/messages": ({ query }) => [200, paged(filtered(query), query)],
    "GET /api/overview": ({ query }) => [200, { ...overview(query), backup: backups.trust() }],
    "GET /api/overview/feed": ({ query }) => [
      200,
      paged(
        [
          ...state.live.map((item) => ({
            item: { ...item, id: `l${item.id}` },
            person: cast[1],
            receivedAt: item.sentAt,
            staff: false,
          })),
          ...feed(),
        ],
        query,
      ),
    ],
    "GET /api/overview/rows": ({ query }) => [
      200,
      paged(
        state.scene === "empty"
          ? []
          : cast.slice(0, 5).map((person, n) => ({ person, at: iso((n + 1) * 17 * MINUTE), text: texts[n] })),
        query,
        4,
      ),
    ],
    "GET /api/staff": () => [
      200,
      state.scene === "empty" ? { items: team.slice(0, 1), invitations: [] } : { items: team, invitations },
    ],
    "POST /api/staff/invitations": ({ body }) => [
      201,
      {
        link: `https://t.me/berry_bot?start=${body.role === "owner" ? "claim" : "invite"}_q3Zt0cJ1v8Yk2mXwPq7LrB5nHs4TgUeDa9FiKoMb6Vc`,
        expiresAt: iso(-DAY),
      },
    ],
    "GET /api/templates": () => [200, { items: state.scene === "empty" ? [] : templates }],
    "POST /fixture": ({ body }) => {
      Object.assign(state, body);
      return [200, { scene: state.scene }];
    },
    "POST /fixture/message": ({ body }) => {
      const sentAt = new Date().toISOString();
      state.live.unshift({
        id: `7.${2000 + state.live.length}.0`,
        chatId: 7,
        direction: "in",
        kind: "text",
        state: "received",
        sentAt,
        ...body,
      });
      for (const topic of ["me", "overview"]) tell(topic, { topic, at: sentAt, receivedAt: sentAt });
      return [200, {}];
    },
    "POST /fixture/drop": () => {
      for (const stream of state.streams) stream.destroy();
      return [200, {}];
    },
  };

  const tell = (event, data) => {
    state.eventId += 1;
    for (const stream of state.streams) {
      stream.write(`id: ${state.eventId}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  };

  const backups = backupsOf(state, tell);
  const monitoring = monitoringOf(state, tell);
  const escalation = escalationOf(state, tell);
  Object.assign(routes, backups.routes, monitoring.routes, escalation.routes, serverOf(state).routes);

  let everybody;
  const talk = talkOf(state, tell, (...request) => everybody.answer(...request));
  const refill = () => {
    talk.refill();
    everybody = inbox(tell, talk.conversation);
  };
  refill();

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://local");
    if (url.pathname === "/api/live") return stream(request, response);
    if (await talk(url, request, response)) return;
    const detail = /^\/api\/me\/messages\/(.+)$/.exec(url.pathname);
    const route = routes[`${request.method} ${url.pathname}`] ?? ofOne(request.method, url.pathname);
    if (!route && !detail) return asset(url, response);

    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks)) : {};
    const signIn = url.pathname === "/api/session" && request.method === "POST";
    const api = url.pathname.startsWith("/api/") && !signIn;
    if (state.lag) await new Promise((resolve) => setTimeout(resolve, state.lag));
    if (api && state.scene === "slow") await new Promise((resolve) => setTimeout(resolve, 60_000));
    // Whoever signs in anew gets the same token again, so it is forgotten only once.
    if (api && state.forgotten && request.headers.authorization === `Bearer ${state.forgotten}`) {
      state.forgotten = "";
      response.writeHead(401, { "Content-Type": "application/problem+json" }).end("{}");
      return;
    }
    const problem = {
      title: "Service Unavailable",
      detail: "PostgreSQL не отвечает 5 с (10 из 10 соединений заняты).",
      requestId: "r-5f2a",
    };
    const answer =
      api && state.scene === "error"
        ? [503, problem]
        : detail
          ? found(decodeURIComponent(detail[1]))
          : route({ query: url.searchParams, body });
    response.writeHead(answer[0], {
      "Content-Type": answer[0] < 400 ? "application/json" : "application/problem+json",
    });
    response.end(
      answer[1] && JSON.stringify({ ...(answer[0] >= 400 ? { status: answer[0] } : {}), ...answer[1] }),
    );
  });

  /** Routes with a name or number in their path. */
  const ofOne = (method, path) => {
    const backup = backups.ofOne(method, path);
    if (backup) return backup;
    const rule = monitoring.ofOne(method, path);
    if (rule) return rule;
    const called = escalation.ofOne(method, path);
    if (called) return called;
    const person = /^\/api\/staff\/(\d+)$/.exec(path);
    if (person && method === "GET") return () => [200, team.find(({ id }) => id === Number(person[1]))];
    const changes = ["PATCH", "PUT", "DELETE"].includes(method) && /^\/api\/(?:staff|templates)\//.test(path);
    return changes ? () => [204] : undefined;
  };

  const found = (id) => {
    const item = own().find((message) => message.id === id);
    if (!item) return [404, { title: "Not Found", detail: "No such message." }];
    const versions = item.editedAt ? [{ text: "Здравствуйте! Когда привезут?", at: item.sentAt }] : [];
    return [200, { item, versions }];
  };

  const stream = (request, response) => {
    if (state.scene === "error" || state.scene === "offline") return request.socket.destroy();
    state.resumedFrom = request.headers["last-event-id"] ?? null;
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(
      `event: hello\ndata: ${JSON.stringify({ topic: "hello", at: new Date().toISOString(), version: state.version })}\n\n`,
    );
    state.streams.add(response);
    const beat = setInterval(() => response.write(": beat\n\n"), 15_000);
    response.on("close", () => {
      clearInterval(beat);
      state.streams.delete(response);
    });
  };

  const asset = (url, response) => {
    const path = normalize(join(dist, url.pathname === "/" ? "index.html" : url.pathname));
    if (!path.startsWith(dist) || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": types[extname(path)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
    });
    createReadStream(path).pipe(response);
  };

  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    set: (changes) => Object.assign(state, changes),
    /** Something is written in the conversation of the fixture, by a person or a colleague. */
    talk: (item) => talk.add(item),
    talkState: talk.state,
    /** Puts the incidents back as they were at the start. */
    incidents: escalation.refill,
    /** Moves on what is at work on backups. */
    work: backups.work,
    message: (message) => routes["POST /fixture/message"]({ body: message }),
    /** The inbox, to act in it as people and colleagues do. */
    inbox: () => everybody,
    /** Puts the inbox back as it was at the start. */
    refill,
    signedOut: () => state.signedOut ?? null,
    resumedFrom: () => state.resumedFrom ?? null,
    drop: () => routes["POST /fixture/drop"](),
    close: () => {
      for (const open of state.streams) open.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const fixture = await startFixture(Number(process.argv[2] ?? 5199));
  console.log(`fixture: ${fixture.url}  (owner by /#link=any)`);
}
