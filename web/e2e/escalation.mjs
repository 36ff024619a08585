// Incidents, who is called, and the runbooks of the pretend Berry.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const docs = fileURLToPath(new URL("../../docs/", import.meta.url));
const PAGE = 20;

const [anna, boris, maria] = [
  { id: 1, name: "Анна" },
  { id: 2, name: "Борис" },
  { id: 4, name: "Мария" },
];

/** @param state the fixture's: `scene`, and `escalation` for what is to be seen: `calm`, `first`, `pinned`, `alone` */
export function escalationOf(state, tell) {
  const iso = (ago) => new Date(Date.now() - ago).toISOString();
  const wanted = () => state.escalation ?? {};
  const conflict = (detail) => [409, { title: "Conflict", detail }];
  const changed = (answer = [204]) => {
    tell("incidents", { topic: "incidents", at: iso(0), receivedAt: iso(0) });
    return answer;
  };
  const call = (step, who, ago, state = "sent", kind = "message", why = null) => ({
    target: who.id ? `person:${who.id}` : who.name,
    name: who.name,
    kind,
    state,
    why,
    at: iso(ago),
    step,
  });
  const alert = (key, metric, unit, began, ended, worst, threshold, replica = null) => ({
    key,
    metric,
    unit,
    beganAt: iso(began),
    endedAt: ended === null ? null : iso(ended),
    worst,
    threshold,
    above: true,
    replica,
  });
  let line = 0;
  const event = (kind, ago, detail = {}, actor = null, via = actor ? "chat" : "berry") => {
    line += 1;
    return { id: line, at: iso(ago), kind, actor, via, detail };
  };

  const steps = [
    [0, "developer"],
    [300, "devops"],
    [900, "all"],
  ];
  let all;
  const refill = () => {
    line = 0;
    all = [
      {
        id: 12,
        severity: 1,
        state: "open",
        cause: "database-down",
        began: 4 * MINUTE - 8 * SECOND,
        alerts: [
          alert("database-down", "database.down", "seconds", 4 * MINUTE, null, 236, 20),
          alert("error-rate", "errors.share", "share", 3 * MINUTE, null, 0.62, 0.01, "berry-1"),
        ],
        calls: [
          call(0, anna, 4 * MINUTE - 9 * SECOND),
          call(0, maria, 4 * MINUTE - 9 * SECOND, "failed", "message", "blocked"),
          call(0, { name: "webhook" }, 4 * MINUTE - 11 * SECOND, "sent", "fallback"),
        ],
        timeline: [
          event("opened", 4 * MINUTE, { key: "database-down", severity: 1 }),
          event("called", 4 * MINUTE - 9 * SECOND, {
            step: 0,
            target: "person:1",
            name: "Анна",
            kind: "message",
          }),
          event("failed", 4 * MINUTE - 10 * SECOND, { target: "person:4", name: "Мария", why: "blocked" }),
          event("called", 4 * MINUTE - 11 * SECOND, {
            step: 0,
            target: "webhook",
            name: "webhook",
            kind: "fallback",
          }),
          event("joined", 3 * MINUTE, { key: "error-rate" }),
          event(
            "note",
            2 * MINUTE,
            { text: "Хостинг пишет про работы в дата-центре / the provider speaks of maintenance" },
            maria,
          ),
        ],
        checklist: ["diagnosis-1"],
      },
      {
        id: 11,
        severity: 2,
        state: "acknowledged",
        cause: "cpu",
        began: 34 * MINUTE,
        acknowledged: 31 * MINUTE,
        owner: maria,
        alerts: [alert("cpu", "cpu.used", "share", 34 * MINUTE, null, 0.97, 0.8, "berry-1")],
        calls: [call(0, anna, 34 * MINUTE), call(0, maria, 34 * MINUTE)],
        timeline: [
          event("opened", 34 * MINUTE, { key: "cpu", severity: 3 }),
          event("severity", 33 * MINUTE, { from: 3, to: 2 }, maria, "screen"),
          event("acknowledged", 31 * MINUTE, {}, maria),
        ],
        checklist: [],
      },
      {
        id: 10,
        severity: 2,
        state: "resolved",
        cause: "disk",
        began: 5 * HOUR,
        acknowledged: 5 * HOUR - 3 * MINUTE,
        mitigated: 4.5 * HOUR,
        resolved: 4 * HOUR,
        owner: anna,
        round: 2,
        alerts: [alert("disk", "disk.used", "share", 5 * HOUR, 4 * HOUR, 0.934, 0.8)],
        calls: [call(0, anna, 5 * HOUR)],
        timeline: [
          event("opened", 5 * HOUR, { key: "disk", severity: 2 }),
          event("acknowledged", 5 * HOUR - 3 * MINUTE, {}, anna),
          event("resolved", 4 * HOUR),
        ],
        checklist: ["diagnosis-1", "diagnosis-2", "mitigation-1"],
      },
      everything(),
      {
        id: 8,
        severity: 3,
        state: "closed",
        cause: "disk-forecast",
        began: 6 * DAY,
        resolved: 5.9 * DAY,
        closed: 5.8 * DAY,
        alerts: [alert("disk-forecast", "disk.fullIn", "seconds", 6 * DAY, 5.9 * DAY, 190_000, 259_200)],
        calls: [],
        timeline: [event("opened", 6 * DAY, { key: "disk-forecast", severity: 3 })],
        checklist: [],
      },
      ...Array.from({ length: wanted().many ?? 0 }, (_, n) => ({
        id: 7 - n,
        severity: (n % 3) + 1,
        state: "closed",
        cause: ["memory", "response-time-api", "webhook-broken"][n % 3],
        began: (8 + n) * DAY,
        resolved: (8 + n) * DAY - HOUR,
        closed: (8 + n) * DAY - 2 * HOUR,
        owner: [anna, boris, maria][n % 3],
        alerts: [],
        calls: [],
        timeline: [],
        checklist: [],
        resolution: "…",
      })),
    ];
  };

  /** A closed one in whose timeline every kind stands once. */
  const everything = () => {
    const t = (minutes) => 2 * DAY - minutes * MINUTE;
    return {
      id: 9,
      severity: 1,
      state: "closed",
      cause: "intake-stalled",
      began: t(0),
      acknowledged: t(17),
      mitigated: t(24),
      resolved: t(60),
      closed: t(80),
      owner: boris,
      alerts: [
        alert("intake-stalled", "intake.stalled", "seconds", t(0), t(60), 3400, 60),
        alert("error-rate", "errors.share", "share", t(2), t(40), 0.11, 0.01),
      ],
      calls: [
        call(0, anna, t(0)),
        call(1, boris, t(5), "failed", "message", "away"),
        call(1, anna, t(5), "held", "repeat", "quiet-hours"),
        call(2, { name: "mail" }, t(15), "sent", "fallback"),
        call(2, { name: "webhook" }, t(15), "failed", "fallback", "ops.example.org answered 503"),
      ],
      timeline: [
        event("opened", t(0), { key: "intake-stalled", severity: 2 }),
        event("called", t(0), { step: 0, target: "person:1", name: "Анна", kind: "message" }),
        event("joined", t(2), { key: "error-rate" }),
        event("severity", t(3), { from: 2, to: 1 }, maria, "screen"),
        event("held", t(5), { step: 1, target: "person:1", name: "Анна", why: "quiet-hours" }),
        event("failed", t(5), { step: 1, target: "person:2", name: "Борис", why: "away" }),
        event("escalated", t(14), { step: 2 }, maria),
        event("called", t(15), { step: 2, target: "mail", name: "mail", kind: "fallback" }),
        event("acknowledged", t(17), {}, boris),
        event("owner", t(17), boris),
        event("checked", t(18), { step: "diagnosis-1", done: true }, boris, "screen"),
        event("checked", t(19), { step: "diagnosis-1", done: false }, boris, "screen"),
        event("note", t(20), { text: "DNS хостинга отвечает через раз" }, boris, "screen"),
        event(
          "restart",
          t(22),
          { ended: 3, well: false, findings: "Telegram: no answer from api.telegram.org", failure: "" },
          boris,
        ),
        event("silenced", t(23), { keys: ["error-rate"], until: iso(t(120)) }, boris),
        event("mitigated", t(24), {}, boris),
        event("deploy", t(30), { version: "0.15.1" }),
        event("started", t(31), { replica: "berry-2" }),
        event("ended", t(40), { key: "error-rate" }),
        event("resolved", t(45)),
        event("reopened", t(50), { key: "intake-stalled" }),
        event("resolved", t(60)),
        event("teleported", t(70), { x: 1 }),
        event("closed", t(80), { resolution: "DNS" }, boris, "command"),
      ],
      checklist: ["diagnosis-1", "diagnosis-2", "mitigation-1", "verify-1"],
      resolution:
        "Что случилось\nDNS хостинга не отвечал 40 минут, обновления Telegram не приходили.\n\nПричина\nОдин резолвер без запасного.\n\nЧто сделали\nДобавили второй резолвер, перезапустили.\n\nЧто не даст повториться\nПроверка обоих резолверов в doctor.",
    };
  };
  refill();

  const iSO = (ago) => (ago === undefined ? null : iso(ago));
  const item = (one) => ({
    id: one.id,
    severity: one.severity,
    state: one.state,
    cause: one.cause,
    openedAt: iso(one.began),
    acknowledgedAt: iSO(one.acknowledged),
    owner: one.owner ?? null,
    mitigatedAt: iSO(one.mitigated),
    resolvedAt: iSO(one.resolved),
    closedAt: iSO(one.closed),
    round: one.round ?? 1,
    keys: one.alerts.map(({ key }) => key),
    firing: one.alerts.filter(({ endedAt }) => endedAt === null).length,
    needsResolution: one.severity < 3 && one.state === "resolved",
  });
  const ladder = (one) => {
    const stopped = one.state === "open" ? null : one.state;
    const gone = one.began / SECOND;
    const last = one.forced ?? -1;
    const done = (step, after) =>
      step <= last || (one.state === "open" ? gone >= after : one.calls.some((c) => c.step === step));
    const next = stopped ? -1 : steps.findIndex(([after], step) => !done(step, after));
    return {
      stopped,
      next:
        next < 0
          ? null
          : { step: next, dueAt: new Date(one.openedAt + steps[next][0] * SECOND).toISOString() },
      steps: steps.map(([afterSeconds, to], step) => ({
        step,
        afterSeconds,
        to,
        dueAt: new Date(one.openedAt + afterSeconds * SECOND).toISOString(),
        doneAt: done(step, afterSeconds)
          ? new Date(one.openedAt + afterSeconds * SECOND).toISOString()
          : null,
        calls: one.calls.filter((made) => made.step === step),
      })),
    };
  };
  const detail = (one) => {
    one.openedAt ??= Date.now() - one.began;
    const unended = ["open", "acknowledged", "mitigated"].includes(one.state);
    const admin = ["owner", "admin"].includes(state.signedIn?.role);
    return {
      ...item(one),
      resolution: one.resolution ?? null,
      alerts: one.alerts,
      timeline: one.timeline,
      ladder: ladder(one),
      checklist: one.checklist,
      can: {
        ack: one.state === "open",
        mitigate: one.state === "acknowledged",
        escalate: unended && one.state === "open",
        close: one.state !== "closed",
        restart: unended && admin,
      },
    };
  };
  const shown = () => (state.scene === "empty" || wanted().calm ? [] : all);

  const me = () => ({ id: state.signedIn?.id ?? 1, name: state.signedIn?.firstName ?? "Анна" });
  const acts = {
    ack: (one) => {
      if (wanted().first) {
        Object.assign(one, { state: "acknowledged", owner: boris, acknowledged: 0 });
        return changed(conflict("Борис has taken it on already."));
      }
      Object.assign(one, { state: "acknowledged", owner: me(), acknowledged: 0 });
      one.timeline.push(event("acknowledged", 0, {}, me(), "screen"));
      return changed();
    },
    mitigate: (one) => {
      Object.assign(one, { state: "mitigated", mitigated: 0 });
      one.timeline.push(event("mitigated", 0, {}, me(), "screen"));
      return changed();
    },
    escalate: (one) => {
      one.forced = Math.min(2, (one.forced ?? 0) + 1);
      one.calls.push(call(one.forced, boris, 0, "queued"));
      one.timeline.push(event("escalated", 0, { step: one.forced }, me(), "screen"));
      return changed();
    },
    notes: (one, { text }) => {
      one.timeline.push(event("note", 0, { text }, me(), "screen"));
      return changed();
    },
    checklist: (one, { step, done }) => {
      one.checklist = done ? [...one.checklist, step] : one.checklist.filter((known) => known !== step);
      one.timeline.push(event("checked", 0, { step, done }, me(), "screen"));
      return changed();
    },
    close: (one, { resolution }) => {
      if (one.severity < 3 && !resolution)
        return [422, { title: "Unprocessable Content", detail: "A resolution is required." }];
      Object.assign(one, { state: "closed", closed: 0, resolution });
      one.timeline.push(event("closed", 0, { resolution }, me(), "screen"));
      return changed();
    },
    restart: (one) => {
      one.timeline.push(
        event(
          "restart",
          0,
          { ended: 3, well: false, findings: "database: nothing answered at db:5432", failure: "" },
          me(),
          "screen",
        ),
      );
      return changed([202, { ended: 3, well: false, findings: doctor()[1].checks.slice(0, 2) }]);
    },
  };

  const doctor = () => [
    200,
    {
      at: iso(0),
      ok: false,
      checks: [
        {
          check: "database",
          level: "fail",
          why: "Nothing answered at db:5432 within 5 s.",
          fix: "Start the server, or see docs/en/runbooks/database-down.md.",
        },
        { check: "disk", level: "warn", why: "81% of /data is in use.", fix: "Make room." },
        { check: "token", level: "ok", why: "@berry_bot answers." },
      ],
    },
  ];

  const contact = (id, role, who, more = {}) => ({
    id,
    role,
    name: who.name,
    personId: who.id ?? null,
    handle: null,
    source: wanted().pinned ? "file" : "app",
    reachable: true,
    why: null,
    testedAt: iso(3 * DAY),
    onCall: false,
    ...more,
  });
  const rotation = { developer: true, devops: false, support: false };
  let quietHours = { 1: null, 2: null, 3: { from: "22:00", until: "08:00" } };
  const taken = {};
  const links = new Set();
  const escalation = () => {
    const alone = state.scene === "empty" || wanted().alone;
    const contacts = alone
      ? [contact(0, "developer", anna, { source: "owner", onCall: true, handle: "anna" })]
      : [
          contact(1, "developer", anna, { handle: "anna", onCall: !taken.developer }),
          contact(2, "developer", maria, {
            reachable: false,
            why: "blocked",
            onCall: taken.developer?.personId === 4,
          }),
          contact(3, "devops", boris, { handle: "boris_ops", onCall: true }),
          contact(
            4,
            "devops",
            { name: "night_shift" },
            { reachable: false, why: "not-enrolled", testedAt: null, handle: "night_shift" },
          ),
        ];
    return [
      200,
      {
        pinned: wanted().pinned ?? false,
        steps: steps.map(([afterSeconds, to]) => ({ afterSeconds, to })),
        contacts,
        rotation,
        onCall: alone
          ? [{ role: "developer", personId: 1, name: "Анна", until: null, taken: false }]
          : [
              taken.developer ?? {
                role: "developer",
                personId: 1,
                name: "Анна",
                until: iso(-4 * DAY),
                taken: false,
              },
              { role: "devops", personId: 2, name: "Борис", until: iso(-8 * HOUR), taken: true },
              { role: "support", personId: null, name: null, until: null, taken: false },
            ],
        quietHours,
        channels: [
          {
            id: "webhook",
            set: !alone,
            shown: alone ? null : "ops.example.org",
            lastAt: alone ? null : iso(4 * MINUTE),
            ok: alone ? null : true,
            why: null,
          },
          {
            id: "mail",
            set: !alone,
            shown: alone ? null : "smtp.example.org",
            lastAt: alone ? null : iso(2 * DAY),
            ok: alone ? null : false,
            why: alone ? null : "smtp.example.org answered 535 5.7.8: authentication failed",
          },
          { id: "deadMan", set: false, shown: null, lastAt: null, ok: null, why: null },
        ],
      },
    ];
  };

  return {
    refill,
    routes: {
      "GET /api/incidents": ({ query }) => {
        const wantedItems = shown()
          .map(item)
          .filter((one) => query.get("state") !== "open" || one.state !== "closed");
        const from = Number(query.get("next") ?? 0);
        const items = wantedItems.slice(from, from + PAGE);
        const more = wantedItems.length > from + PAGE;
        const calm = shown().length === 0;
        return [
          200,
          {
            items,
            next: more ? String(from + PAGE) : null,
            open: shown().filter((one) => ["open", "acknowledged", "mitigated"].includes(one.state)).length,
            unwritten: shown()
              .map(item)
              .filter((one) => one.needsResolution).length,
            mttaSeconds: calm ? null : 95,
            mttrSeconds: calm ? null : 2820,
          },
        ];
      },
      "GET /api/escalation": escalation,
      "PUT /api/escalation/contacts": () => changed(),
      "PUT /api/escalation/rotation": ({ body }) => {
        Object.assign(rotation, body);
        return changed();
      },
      "PUT /api/escalation/quiet-hours": ({ body }) => {
        quietHours = body;
        return changed();
      },
      "POST /api/escalation/oncall": ({ body }) => {
        const name = [anna, boris, maria].find(({ id }) => id === body.personId)?.name ?? "—";
        taken[body.role] = { ...body, name, taken: true };
        return changed();
      },
      "GET /api/system/doctor": doctor,
    },
    ofOne: (method, path) => {
      const [, id, what] = /^\/api\/incidents\/(\d+)\/?([a-z]*)$/.exec(path) ?? [];
      if (id) {
        const one = shown().find((known) => known.id === Number(id));
        if (!one) return () => [404, { title: "Not Found", detail: "There is no such incident." }];
        if (method === "GET" && what === "export") return () => [200, { markdown: `# ${one.cause}` }];
        if (method === "GET") return () => [200, detail(one)];
        if (method === "PATCH")
          return ({ body }) => {
            one.timeline.push(
              event("severity", 0, { from: one.severity, to: body.severity }, me(), "screen"),
            );
            one.severity = body.severity;
            return changed();
          };
        if (method === "POST" && acts[what]) return ({ body }) => acts[what](one, body);
        return undefined;
      }
      const [, key] = /^\/api\/runbooks\/([a-z-]+)$/.exec(path) ?? [];
      if (key)
        return ({ query }) => {
          const language = query.get("language") === "ru" ? "ru" : "en";
          const file = `${docs}${language}/runbooks/${key}.md`;
          return existsSync(file)
            ? [200, { key, language, markdown: readFileSync(file, "utf8") }]
            : [404, { title: "Not Found", detail: "There is no runbook of that name." }];
        };
      const [, kind, which, act] =
        /^\/api\/escalation\/([a-z]+)\/([A-Za-z0-9]+)\/?([a-z]*)$/.exec(path) ?? [];
      if (kind === "oncall" && method === "DELETE")
        return () => {
          delete taken[which];
          return changed();
        };
      if (kind === "contacts" && act === "link")
        return () => {
          links.add(which);
          return [
            201,
            {
              link: "https://t.me/berry_bot?start=oncall_q3Zt0cJ1v8Yk2mXwPq7LrB5nHs4TgUe",
              expiresAt: iso(-3 * DAY),
            },
          ];
        };
      if (kind === "contacts" && act === "test") return () => [202, {}];
      if (kind === "channels" && act === "test")
        return () => [200, which === "mail" ? { ok: false, why: "535 5.7.8" } : { ok: true, why: null }];
      return undefined;
    },
  };
}
