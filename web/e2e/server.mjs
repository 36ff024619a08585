// The log, the doctor, the configuration, its changes and the deploys of the pretended Berry.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const iso = (ago) => new Date(Date.now() - ago).toISOString();

const templates = [
  ["info", "inbox.Inbox", "Update 81{n} is stored: 3 of 3 in one transaction"],
  ["debug", "outbox.Courier", "sendMessage to 90{n} took 84 ms"],
  ["info", "http.Call", "GET /api/conversations is answered with 200 in 12 ms"],
  ["warn", "telegram.BotApi", "Telegram asked to wait 3 s before the next call of sendMessage"],
  ["info", "backup.Backups", "The backup of 03:00 is proved: 41,208 rows came out the same"],
];

const failure = {
  level: "error",
  logger: "dashboard.DatabaseTrouble",
  message: "PostgreSQL does not answer: Connection to 127.0.0.1:5432 refused",
  stack:
    "java.net.ConnectException: Connection refused\n" +
    "    at java.base/sun.nio.ch.Net.pollConnect(Native Method)\n" +
    "    at berry.database.Pool.take(Pool.java:118)",
};

/** Newest first, so many that there are several pages. */
const lines = () =>
  Array.from({ length: 260 }, (_, n) => {
    const [level, logger, message] = templates[n % templates.length];
    const id = String(10_000 - n);
    const common = { id, at: iso(n * 37 * SECOND), request: `r-${(n * 7919).toString(16)}` };
    if (n % 61 === 9) return { ...common, ...failure };
    return {
      ...common,
      level,
      logger,
      message: message.replace("{n}", n),
      ...(n % 5 === 0 && { update: 810 + n }),
    };
  });

const order = ["trace", "debug", "info", "warn", "error"];

/** @param state the fixture's: `scene`, and `server` for what is to be seen there */
export function serverOf(state) {
  const wanted = () => state.server ?? {};
  const bad = () => wanted().bad ?? false;

  const paged = (all, query, size) => {
    const before = query.get("before");
    const from = before ? all.findIndex(({ id }) => id === before) + 1 : 0;
    const limit = Number(query.get("limit") ?? size);
    const items = all.slice(from, from + limit);
    return { items, ...(from + limit < all.length && { next: items.at(-1).id }) };
  };

  const logs = ({ query }) => {
    const level = query.get("level") ?? "";
    const search = (query.get("search") ?? "").toLowerCase();
    const found = lines().filter(
      (line) =>
        (!level || order.indexOf(line.level) >= order.indexOf(level)) &&
        (!search || line.message.toLowerCase().includes(search)) &&
        (!query.get("update") || String(line.update) === query.get("update")) &&
        (!query.get("request") || line.request === query.get("request")),
    );
    if (query.get("after")) return [200, { items: [], newest: query.get("after"), replica: "berry-1:8080" }];
    const page = paged(state.scene === "empty" ? [] : found, query, 100);
    return [200, { ...page, ...(!query.get("before") && { newest: "10001" }), replica: "berry-1:8080" }];
  };

  const checks = () => [
    { check: "database", level: "ok", why: "PostgreSQL 18.6 answers in 2 ms" },
    { check: "schema", level: "ok", why: "the newest migration is 015 settings history" },
    { check: "disk", level: "ok", why: "41 GB of 100 GB are free" },
    bad()
      ? {
          check: "telegram",
          level: "fail",
          why: "Telegram refuses the token: Unauthorized",
          fix: "Ask @BotFather for the token and set BOT_TOKEN",
        }
      : { check: "telegram", level: "ok", why: "Telegram knows the bot as @berry_bot" },
    {
      check: "outside",
      level: "warn",
      why: "nobody outside would notice that this machine is gone",
      fix: "Set DEADMAN_URL to an address of a service that expects a sign of life",
    },
  ];

  const setting = (name, value, source, secret = false) => ({
    name,
    value,
    source,
    secret,
    pinned: source !== "default" && source !== "dashboard",
  });

  const config = () => [
    200,
    {
      settings: [
        setting("BOT_TOKEN", "•••", "environment", true),
        setting("OWNER_ID", "9001", ".env"),
        setting("WEBAPP_URL", "https://berry.example.org", "environment"),
        setting("DATABASE_URL", "postgres://berry:•••@db.example.org/berry", "file", true),
        setting("BACKUP_FOLDER", "", "default"),
        setting("PORT", "8080", "default"),
        setting("timeZone", "Europe/Moscow", "dashboard"),
        setting("answerLimit", "PT2H", "default"),
        setting("backup.daily", "03:00", "berry.yaml"),
      ],
      warnings: bad()
        ? [
            {
              name: "DATABASE_URL",
              text: "DATABASE_URL leads through a network without TLS: add sslmode=require",
            },
          ]
        : [],
      versions: {
        berry: "1.4.0",
        commit: "7d3f0c2ab54f01",
        java: "25.0.1+8",
        postgres: "18.6",
        schema: "015 settings history",
      },
    },
  ];

  const changes = () => [
    {
      id: "4",
      at: iso(20 * MINUTE),
      name: "escalation.quietHours",
      before: '{"3":{"from":"22:00","until":"08:00"}}',
      after: '{"3":{"from":"23:00","until":"07:30"},"2":null}',
      by: 9001,
      byName: "Анна",
    },
    {
      id: "3",
      at: iso(5 * HOUR),
      name: "timeZone",
      before: '"UTC"',
      after: '"Europe/Moscow"',
      by: 9001,
      byName: "Анна",
    },
    {
      id: "2",
      at: iso(2 * DAY),
      name: "text.ru.greeting",
      before: '"Здравствуйте!"',
      by: 9002,
      byName: "Борис",
    },
    {
      id: "1",
      at: iso(9 * DAY),
      name: "channel.webhook.token",
      before: '"•••"',
      after: '"•••"',
      by: 9003,
      byName: "",
    },
    ...(wanted().changes ?? []),
  ];

  const deploys = () => [
    ...(wanted().deploys ?? []),
    {
      id: "12",
      version: "1.4.0",
      commit: "7d3f0c2ab54f01",
      message: "alerts: tell what follows from what",
      at: iso(4 * MINUTE),
      replica: "berry-1:8080",
      before: "1.3.2",
      findings: [],
    },
    {
      id: "11",
      version: "1.3.2",
      commit: "19ac77e",
      message: "outbox: wait as long as Telegram says",
      at: iso(3 * DAY),
      replica: "berry-1:8080",
      before: "1.3.1",
      verdict: "good",
      judgedAt: iso(3 * DAY - 10 * MINUTE),
      findings: [],
    },
    {
      id: "10",
      version: "1.3.1",
      at: iso(4 * DAY),
      replica: "berry-2:8080",
      before: "1.3.0",
      verdict: "bad",
      judgedAt: iso(4 * DAY - 10 * MINUTE),
      findings: [
        {
          check: "errors",
          level: "fail",
          why: "7.4% of requests fail, 0.1% before",
          fix: "Go back to 1.3.0",
        },
      ],
    },
    ...Array.from({ length: 24 }, (_, n) => ({
      id: String(9 - n),
      version: n === 23 ? "1.0.0" : `1.2.${24 - n}`,
      at: iso((6 + n * 3) * DAY),
      replica: "berry-1:8080",
      ...(n < 23 && { before: n === 22 ? "1.0.0" : `1.2.${23 - n}` }),
      verdict: "good",
      judgedAt: iso((6 + n * 3) * DAY - 10 * MINUTE),
      findings: [],
    })),
  ];

  const none = () => state.scene === "empty";
  return {
    routes: {
      "GET /api/logs": logs,
      "GET /api/system/doctor": () => [200, { at: iso(5 * SECOND), ok: !bad(), checks: checks() }],
      "GET /api/system/config": config,
      "GET /api/system/changes": ({ query }) => [200, paged(none() ? [] : changes(), query, 20)],
      "GET /api/deploys": ({ query }) => [200, paged(none() ? [] : deploys(), query, 20)],
    },
  };
}
