// The backups of the pretend Berry, and the work on them, which a test moves on by hand.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** @param state the fixture's: `scene`, and `backups` for what is to be seen there */
export function backupsOf(state, tell) {
  const started = Date.now();
  const iso = (ago) => new Date(started - ago).toISOString();
  const stamp = (ago) => iso(ago).replace(/[-:]|\.\d+/g, "");
  const hash = "9f2c41d0b7e84a6f93c58d1e07ab62f4c3d9e85b1a7064fde2938bc5a4d0176e";
  const nameOf = (ago, database = "berry_twa_dashboard") => `berry-${database}-${stamp(ago)}-0a1b2c3d`;

  const item = (ago, changes = {}) => ({
    name: nameOf(ago),
    at: iso(ago),
    bytes: 53_481_204 - Math.round(ago / 9_000),
    sha256: hash,
    state: "proved",
    provedAt: iso(ago - MINUTE),
    seconds: 18.4,
    rows: 1_042_377 - Math.round(ago / 60_000),
    copies: [{ target: "directory /mnt/backups", at: iso(ago - 2 * MINUTE) }],
    here: true,
    encrypted: false,
    ours: true,
    differences: 0,
    ...changes,
  });
  const unproved = { provedAt: undefined, seconds: undefined };

  const items = () => {
    const wanted = state.backups ?? {};
    if (state.scene === "empty") return [];
    const failed = item(25 * MINUTE, {
      ...unproved,
      state: "failed",
      copies: [],
      detail: "restored beside the database on the same server",
      failure: {
        table: "public.message",
        expected: "982114 rows, checksum 7f0c91d2a4e6b835",
        got: "982113 rows, checksum 5ad03c77e1f92b40",
        kind: "table",
        name: "public.message",
        wanted: { code: "rows", number: 982114, text: "7f0c91d2a4e6b835" },
        found: { code: "rows", number: 982113, text: "5ad03c77e1f92b40" },
      },
      differences: 2,
    });
    return [
      ...(wanted.failed ? [failed] : []),
      item(wanted.old ? 31 * HOUR : 3 * HOUR),
      item(27 * HOUR, { state: "made", ...unproved, copies: [] }),
      item(2 * DAY + 3 * HOUR),
      item(3 * DAY + 3 * HOUR, {
        state: "checked",
        ...unproved,
        detail: "it was read to its end; there was no room to restore it",
      }),
      item(9 * DAY, { encrypted: true }),
      item(16 * DAY, { here: false, trouble: "not in this folder: made or kept elsewhere, or deleted" }),
      item(40 * DAY, { ours: false, name: nameOf(40 * DAY, "shop") }),
    ].filter(({ at }) => !wanted.old || at !== iso(27 * HOUR));
  };

  const trust = () => {
    const all = items().filter(({ ours }) => ours);
    const proved = all.find(({ state: one }) => one === "proved");
    const newer = all.find(({ state: one }) => one === "failed");
    return {
      ...(proved && {
        name: proved.name,
        at: proved.at,
        provedAt: proved.provedAt,
        seconds: proved.seconds,
        rows: proved.rows,
      }),
      ...(newer && { failedAt: newer.at }),
    };
  };

  const plan = {
    daily: "03:00:00",
    zone: "Europe/Moscow",
    nextAt: new Date(started + 14 * HOUR).toISOString(),
    hourly: 24,
    days: 7,
    weekly: 4,
    monthly: 6,
    budget: 0.2,
    makes: true,
  };

  const begin = (kind, subject) => {
    const work = {
      id: `w${Date.now()}`,
      kind,
      subject,
      by: "Анна",
      begunAt: new Date().toISOString(),
      state: "running",
      step: "beginning",
      done: 0,
      total: 0,
    };
    state.work = work;
    tell("backups", { topic: "backups", at: work.begunAt });
    return work;
  };
  const busy = () =>
    state.work?.state === "running"
      ? [409, { title: "Conflict", detail: "another one is at work: Анна makes a backup since 14:03" }]
      : null;

  const tables = [
    { name: "message", now: 986_402, backup: 982_114 },
    { name: "incoming", now: 41_208, backup: 39_977 },
    { name: "person", now: 12_877, backup: 12_841 },
    { name: "template", now: 9, backup: 11 },
    ...["chat", "staff", "setting", "note", "activity", "lease", "code"].map((name) => ({
      name,
      now: 20,
      backup: 20,
    })),
  ].map((one) => ({ ...one, lost: Math.max(0, one.now - one.backup) }));
  const differences = (source, at) => ({
    database: "berry_twa_dashboard",
    source,
    at,
    tables,
    lost: tables.reduce((sum, { lost }) => sum + lost, 0),
    notes: [],
    obstacles: state.backups?.obstacle
      ? [
          'nothing was touched: the user berry may not make databases.\nSomebody who may gives the right once, by psql:\n  ALTER ROLE "berry" CREATEDB;',
        ]
      : [],
  });

  const wanted = (kind, body, source, at) => {
    if (body.dryRun !== false) return [200, differences(source, at)];
    return busy() ?? [202, begin(kind, source)];
  };

  return {
    trust,
    /** Moves the work on, as the server's row would be. */
    work(changes) {
      state.work = { ...state.work, ...changes };
      tell("backups", { topic: "backups", at: new Date().toISOString() });
    },
    routes: {
      "GET /api/backups": () => [
        200,
        {
          items: items(),
          trust: trust(),
          plan,
          targets: state.backups?.copies
            ? [
                {
                  target: "directory /mnt/backups",
                  away: true,
                  name: nameOf(3 * HOUR),
                  copiedAt: iso(3 * HOUR),
                  behind: false,
                },
                { target: "directory /srv/copies", away: false, behind: true },
              ]
            : [],
          work: state.work,
          busy: state.backups?.busy,
        },
      ],
      "GET /api/backups/work": () => [200, { work: state.work }],
      "POST /api/backups": () => busy() ?? [202, begin("backup")],
      "GET /api/restore": () => [
        200,
        {
          database: "berry_twa_dashboard",
          complete: true,
          says: "berry_twa_dashboard is live and complete",
          kept: state.backups?.kept
            ? [
                {
                  database: "berry_before_1a2b3c4d",
                  source: nameOf(3 * HOUR),
                  at: iso(20 * MINUTE),
                  until: iso(-7 * DAY),
                  bytes: 503_000_000,
                },
              ]
            : [],
          leftovers: [],
        },
      ],
      "POST /api/restore": ({ body }) => wanted("restore", body, body.name, iso(3 * HOUR)),
      "POST /api/restore/undo": ({ body }) => wanted("undo", body, "berry_before_1a2b3c4d", iso(20 * MINUTE)),
    },
    /** Routes with a name in their path. */
    ofOne: (method, path) =>
      method === "POST" && /^\/api\/backups\/[^/]+\/prove$/.test(path)
        ? () => busy() ?? [202, begin("proof", path.split("/")[3])]
        : undefined,
  };
}
