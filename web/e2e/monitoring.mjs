// Health, figures over time, and alerts of the pretend Berry.

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const spans = {
  "1h": [HOUR, 10],
  "6h": [6 * HOUR, 60],
  "24h": [DAY, 60],
  "7d": [7 * DAY, 600],
  "30d": [30 * DAY, 3600],
};

/** A course that looks alive and is the same each time: base, swing over the day, noise. */
const shapes = {
  "requests.perMinute": ["perMinute", 46, 30, 0.25],
  "response.webhook.p50": ["seconds", 0.012, 0.004, 0.2],
  "response.webhook.p95": ["seconds", 0.082, 0.04, 0.5],
  "response.webhook.p99": ["seconds", 0.21, 0.09, 0.7],
  "response.api.p50": ["seconds", 0.021, 0.008, 0.2],
  "response.api.p95": ["seconds", 0.34, 0.12, 0.6],
  "response.api.p99": ["seconds", 0.72, 0.3, 0.7],
  "errors.share": ["share", 0.0011, 0.0008, 0.9],
  "cpu.used": ["share", 0.34, 0.18, 0.3],
  "memory.used": ["share", 0.58, 0.03, 0.04],
  "disk.used": ["share", 0.71, 0, 0.001],
  "database.connections.used": ["share", 0.22, 0.08, 0.2],
  "database.cache.hit": ["share", 0.993, 0, 0.002],
  "database.size": ["bytes", 503_000_000, 0, 0.0005],
  "heap.afterCollection": ["share", 0.41, 0.05, 0.1],
  "heap.collectionTime": ["share", 0.004, 0.002, 0.5],
};

const noise = (n, salt) => {
  const wave = Math.sin(n * 12.9898 + salt * 78.233) * 43758.5453;
  return (wave - Math.floor(wave)) * 2 - 1;
};

/** @param state the fixture's: `scene`, and `monitoring` for what is to be seen there */
export function monitoringOf(state, tell) {
  const iso = (ago) => new Date(Date.now() - ago).toISOString();
  const wanted = () => state.monitoring ?? {};
  const bad = () => wanted().bad ?? false;
  const silences = new Map([
    ["memory", { id: 4, until: iso(-3 * HOUR), by: "Анна", reason: "Грузим архив / loading the archive" }],
  ]);

  const valueAt = (name, at, index, salt) => {
    const [, base, swing, rough] = shapes[name];
    const day = Math.sin((at / DAY) * 2 * Math.PI - 1.4);
    const storm = bad() && name === "cpu.used" && Date.now() - at < 40 * MINUTE ? 0.42 : 0;
    const filling = name === "disk.used" ? ((at - Date.now()) / DAY) * 0.013 : 0;
    const calm = base + swing * day + base * rough * noise(index, salt) * 0.5 + storm + filling;
    return Math.max(0, shapes[name][0] === "share" ? Math.min(1, calm) : calm);
  };

  const metrics = ({ query }) => {
    const range = query.get("range") ?? "1h";
    const [span, step] = spans[range];
    const to = Math.floor(Date.now() / 1000 / step) * step * SECOND;
    const from = to - span;
    const who = query.get("replica");
    const replicas = who === "*" ? ["berry-1", "berry-2"] : [who ?? null];
    const gap = (at) => at > to - span * 0.62 && at < to - span * 0.55;
    const series = query
      .get("names")
      .split(",")
      .flatMap((name, salt) =>
        replicas.map((replica, place) => ({
          name,
          unit: shapes[name]?.[0] ?? "count",
          replica,
          points:
            state.scene === "empty"
              ? []
              : Array.from({ length: span / SECOND / step }, (_, n) => {
                  const at = from + n * step * SECOND;
                  return [
                    new Date(at).toISOString(),
                    gap(at) ? null : valueAt(name, at, n, salt + place * 7) * (place ? 0.7 : 1),
                  ];
                }),
        })),
      );
    const mark = (part, kind, text) => ({ at: new Date(from + span * part).toISOString(), kind, text });
    return [
      200,
      {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        stepSeconds: step,
        series,
        marks:
          state.scene === "empty"
            ? []
            : [
                mark(0.2, "backup", "berry-20261130T030000Z"),
                mark(0.45, "deploy", "0.15.0 (4f2c91a)"),
                mark(0.452, "restart", "berry-1"),
                mark(0.8, "alert", "cpu"),
              ],
        forecasts: query.get("names").includes("disk.used")
          ? [{ name: "disk.used", at: iso(-22 * DAY), perDay: 0.013 }]
          : [],
        replicas: ["berry-1", "berry-2"],
      },
    ];
  };

  const bars = (count, length, worse) =>
    Array.from({ length: count }, (_, n) => ({
      from: new Date(Math.floor(Date.now() / length) * length - (count - 1 - n) * length).toISOString(),
      share: n < worse.unknown ? null : n === worse.down ? 0.42 : n === worse.short ? 0.985 : 1,
    }));

  const health = () => [
    200,
    {
      state: bad() ? "degraded" : "working",
      since: iso(bad() ? 35 * MINUTE : 9 * DAY),
      components: [
        ["intake", "working", 0.012, "seconds", { pending: 0, stalledSeconds: 0, mode: "polling" }],
        [
          "sender",
          bad() ? "degraded" : "working",
          bad() ? 412 : 3,
          "count",
          { limitedPerMinute: bad() ? 14 : 0, oldestSeconds: bad() ? 95 : 0 },
        ],
        ["live", "working", 0.31, "seconds", { viewers: 4 }],
        ["api", "working", 0.34, "seconds", { perMinute: 38 }],
        ["database", "working", 503_000_000, "bytes", { connectionsShare: 0.22, downSeconds: 0 }],
        ["backups", "working", 3 * 3600, "seconds", { name: "berry-20261130T030000Z" }],
        ["disk", "working", 22 * 86_400, "seconds", { usedShare: 0.71, freeBytes: 18_400_000_000 }],
      ].map(([key, at, value, unit, detail]) => ({ key, state: at, value, unit, detail })),
      uptime: [
        {
          range: "24h",
          share: bad() ? 0.9871 : 1,
          bars: bars(48, 30 * MINUTE, { unknown: 0, down: bad() ? 46 : -1, short: 20 }),
        },
        { range: "7d", share: 0.99931, bars: bars(84, 2 * HOUR, { unknown: 9, down: -1, short: 51 }) },
        { range: "30d", share: 0.99412, bars: bars(30, DAY, { unknown: 6, down: 14, short: 22 }) },
      ],
      outside: false,
      replicas: [
        {
          name: "berry-1",
          role: "all",
          version: "0.15.0",
          commit: "4f2c91a7",
          leader: true,
          startedAt: iso(9 * DAY),
          heartbeatAt: iso(3 * SECOND),
          silent: false,
          self: true,
        },
        {
          name: "berry-2",
          role: "dashboard",
          version: "0.15.0",
          commit: null,
          leader: false,
          startedAt: iso(2 * DAY),
          heartbeatAt: iso(bad() ? 3 * MINUTE : 4 * SECOND),
          silent: bad(),
          self: false,
        },
      ],
    },
  ];

  const rule = (key, metric, unit, value, threshold, clear, forSeconds, severity, changes = {}) => {
    const silence = silences.get(key) ?? null;
    return {
      key,
      metric,
      unit,
      state: silence ? "silenced" : "ok",
      value,
      threshold,
      clear,
      above: true,
      forSeconds,
      clearForSeconds: 300,
      severity,
      since: iso(2 * DAY),
      pendingSeconds: null,
      because: "",
      runbook: key,
      replica: null,
      source: "default",
      off: false,
      inhibitedBy: null,
      episodesLastHour: 0,
      ...changes,
      silence,
      ...(silence && { state: "silenced" }),
    };
  };
  let windows = [];
  const items = () => [
    rule(
      "cpu",
      "cpu.used",
      "share",
      bad() ? 0.934 : 0.41,
      0.8,
      0.75,
      300,
      2,
      bad() ? { state: "firing", since: iso(34 * MINUTE), replica: "berry-1", episodesLastHour: 2 } : {},
    ),
    rule("memory", "memory.used", "share", 0.83, 0.8, 0.75, 300, 2),
    rule("disk", "disk.used", "share", 0.71, 0.8, 0.75, 300, 2, { source: "berry.yaml" }),
    rule("disk-forecast", "disk.fullIn", "seconds", 22 * 86_400, 3 * 86_400, 4 * 86_400, 1800, 2, {
      above: false,
    }),
    rule("response-time-webhook", "response.webhook.p95", "seconds", 0.082, 1, 0.8, 300, 2),
    rule(
      "response-time-api",
      "response.api.p95",
      "seconds",
      bad() ? 1.42 : 0.34,
      1,
      0.8,
      300,
      2,
      bad() ? { state: "pending", pendingSeconds: 190 } : {},
    ),
    rule(
      "error-rate",
      "errors.share",
      "share",
      0.0012,
      0.01,
      0.005,
      300,
      2,
      bad() ? { state: "recovering", value: 0.003 } : {},
    ),
    rule("intake-stalled", "intake.stalled", "seconds", 0, 60, 60, 0, 1),
    rule("database-down", "database.down", "seconds", 0, 20, 20, 0, 1),
    rule("database-connections", "database.connections.used", "share", 0.22, 0.8, 0.75, 300, 2),
    rule("webhook-broken", "webhook.broken", "seconds", null, 0, 0, 300, 1, { state: "no_data" }),
    rule("backup-unproved", "backup.provedAge", "seconds", 3 * 3600, 26 * 3600, 26 * 3600, 0, 2),
    rule("replica-silent", "replica.silent", "seconds", 4, 60, 60, 0, 2, { off: true, source: "berry.yaml" }),
  ];

  const changed = () => {
    tell("system", { topic: "system", at: iso(0), receivedAt: iso(0) });
    return [204];
  };
  return {
    routes: {
      "GET /api/system/health": health,
      "GET /api/system/statements": () => [
        200,
        {
          state: wanted().statements ?? "on",
          slowest:
            (wanted().statements ?? "on") === "on"
              ? [
                  {
                    text: "SELECT chat.id, chat.type FROM chat WHERE waiting_since < $1 ORDER BY waiting_since",
                    cut: true,
                    calls: 18_422,
                    totalSeconds: 221.4,
                    meanSeconds: 0.012,
                  },
                  {
                    text: "UPDATE chat SET done_at = $1 WHERE id = $2",
                    cut: false,
                    calls: 912,
                    totalSeconds: 3.1,
                    meanSeconds: 0.0034,
                  },
                ]
              : [],
        },
      ],
      "GET /api/system/metrics": metrics,
      "GET /api/alerts": () => [
        200,
        { items: state.scene === "empty" ? [] : items(), windows: [...(wanted().windows ?? []), ...windows] },
      ],
      "POST /api/alerts/windows": ({ body }) => {
        const window = { id: 20 + windows.length, by: "Анна", ...body };
        windows = [...windows, window];
        changed();
        return [201, window];
      },
    },
    ofOne: (method, path) => {
      const [, key, what] = /^\/api\/alerts\/([^/]+)\/?([^/]*)$/.exec(path) ?? [];
      if (!key) return undefined;
      if (method === "POST" && what === "test")
        return () =>
          bad()
            ? [409, { title: "Conflict", detail: "The owner has blocked the bot: nobody would read it." }]
            : [202, { sentTo: 1 }];
      if (what === "silence" && method === "POST")
        return ({ body }) => {
          silences.set(key, { id: 9, by: "Анна", ...body });
          return changed();
        };
      if (what === "silence" && method === "DELETE")
        return () => {
          silences.delete(key);
          return changed();
        };
      if (key === "windows" && method === "DELETE")
        return () => {
          windows = windows.filter(({ id }) => String(id) !== what);
          return changed();
        };
      return undefined;
    },
  };
}
