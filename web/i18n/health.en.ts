import { type Forms, plural } from "./plural";

const count = (value: number, forms: Forms) => plural("en", value, forms);

/** The words of the entry to System and of Health; they come with that screen, not with the first one. */
export const health = {
  entry: {
    title: "System",
    pages: "Pages of System",
    well: "All well",
    wellText: "Berry works, no alert fires, and the backups are proved.",
    needs: (value: number) => count(value, { one: "# thing needs you", other: "# things need you" }),
    unsure: "Not everything could be asked",
    unsureText: "What is shown below is what is known.",
    backup: "The backups are not proved",
    page: {
      health: "Health",
      alerts: "Alerts",
      incidents: "Incidents",
      oncall: "On call",
      backups: "Backups",
      logs: "Logs",
      config: "Configuration",
    } as Record<string, string>,
    about: {
      incidents: "What went wrong, who took it on, what was learned",
      oncall: "Who is called when something is wrong",
      logs: "What Berry writes down while it works",
      config: "What is set, and where each value comes from",
    } as Record<string, string>,
    outside: "Nobody watches Berry from outside",
    outsideText:
      "If the whole machine goes dark, Berry cannot tell anybody. An outside service that expects a sign of life would notice.",
  },
  state: { working: "Working", degraded: "Degraded", down: "Down", unknown: "Unknown" },
  stateText: {
    working: "Messages come in, answers go out, and every part does its work.",
    degraded: "People are served, but a part below does not do its work as it should.",
    down: "Messages do not come in or answers do not go out.",
    unknown: "Berry does not answer. The numbers are the last known ones.",
  },
  since: (moment: string) => `since ${moment}`,
  statements: {
    title: "Slowest statements",
    wal: "Write-ahead log",
    hidden: "not visible to this user",
    how: {
      absent:
        "The database does not count them. Add pg_stat_statements to shared_preload_libraries, restart PostgreSQL, then run in Berry's database: CREATE EXTENSION pg_stat_statements.",
      not_loaded:
        "The extension is there but counts nothing for Berry. Add pg_stat_statements to shared_preload_libraries and restart PostgreSQL, or let Berry's user read it.",
    },
    none: "Nothing was counted yet.",
    cost: (total: string, mean: string, calls: string) =>
      `${total} in all · ${mean} on average · ${calls} calls`,
  },
  uptime: {
    title: "Uptime",
    range: { "24h": "24 hours", "7d": "7 days", "30d": "30 days" },
    none: "not known yet",
    unknown: "no one was there to know",
    whole: "all the time",
    worked: (share: string) => `worked ${share} of the time`,
    hint: "Choose a bar with a finger, the pointer or the arrow keys.",
    legend: { up: "worked", down: "did not work", unknown: "not known" },
    defineTitle: "Uptime",
    define:
      "The share of the time in which Berry found itself able to work: the database answers, and updates come. Unit: per cent of the time, rounded down, so that 100% means all of it. Source: the figure self.good that each copy of Berry writes down every ten seconds.",
    defineGaps:
      "Hatched bars are times nobody was there to judge. Between the first figure ever and now they count as not working, because a Berry that is off serves nobody.",
  },
  components: "Parts",
  component: {
    intake: "Intake",
    sender: "Sender",
    live: "Live view",
    api: "API",
    database: "PostgreSQL",
    backups: "Backups",
    disk: "Disk",
  },
  measure: {
    intake: "lag",
    sender: "queued",
    live: "p95 delay",
    api: "p95",
    database: "size",
    backups: "newest proved",
    disk: "until full",
  },
  ago: (span: string) => `${span} ago`,
  notFilling: "not filling",
  detail: {
    pending: (value: number) =>
      count(value, { one: "# update waits at Telegram", other: "# updates wait at Telegram" }),
    stalled: (span: string) => `nothing has come for ${span}`,
    limited: (value: string) => `Telegram asked ${value} times a minute to slow down`,
    notLimited: "not slowed down by Telegram",
    proved: (value: number) =>
      value === 0
        ? "none is proved yet"
        : count(value, { one: "# proved backup", other: "# proved backups" }),
    oldest: (span: string) => `the oldest has waited ${span}`,
    viewers: (value: number) => count(value, { one: "# viewer", other: "# viewers" }),
    perMinute: (value: string) => `${value} requests a minute`,
    connections: (share: string) => `${share} of the connections in use`,
    away: (span: string) => `away for ${span}`,
    used: (share: string, free: string) => `${share} used, ${free} free`,
  },
  define: {
    intake:
      "How long the slowest update of the last seconds took from its receipt until it was safely stored. Unit: seconds. Source: intake.lag.",
    sender:
      "Messages that wait to be sent to Telegram. A few that come and go are normal; many that stay are not. Unit: messages. Source: outbox.queued, outbox.limited.",
    live: "How long it takes from the receipt of an update until open dashboards are told; 95 of 100 are faster. Unit: seconds. Source: live.delay.",
    api: "How long the dashboard’s requests take; 95 of 100 are faster. Unit: seconds. Source: response.api.p95.",
    database:
      "How large the database is on disk, and how many of the connections it allows are in use. Unit: bytes. Source: database.size, database.connections.used.",
    backups:
      "How old the newest backup is that was restored beside the database and compared. Unit: time. Source: backup.provedAge.",
    disk: "Until the fullest disk is full, if it goes on filling as in the last day. Unit: time. Source: disk.fullIn, disk.used.",
  },
  replicas: "Copies of Berry",
  role: { all: "bot and dashboard", bot: "bot", dashboard: "dashboard" },
  leader: "leads",
  self: "answers you",
  silent: (span: string) => `silent for ${span}`,
  heard: (span: string) => `heard ${span}`,
  started: (moment: string) => `started ${moment}`,
  ranges: "Time shown",
  range: { "1h": "1 h", "6h": "6 h", "24h": "24 h", "7d": "7 d", "30d": "30 d" },
  of: "Copy of Berry",
  combined: "Together",
  each: "Each",
  side: "Whose responses",
  webhook: "Webhook",
  api: "API",
  figures: "Figures",
  more: "More",
  less: "Less",
  moreText: "Memory of the process",
  chart: {
    requests: "Requests a minute",
    response: "Response time",
    errors: "Error rate",
    cpu: "Processor",
    memory: "Memory",
    disk: "Disk",
    connections: "Database connections",
    cache: "Database cache hits",
    size: "Database size",
    heap: "Heap after collection",
    collection: "Time spent collecting",
  },
  about: {
    requests:
      "All requests Berry answers: deliveries of Telegram, the dashboard, the API. The line is what Berry is built to take on a small machine. Unit: requests a minute.",
    response:
      "How long an answer takes. p50: half are faster; p95: 95 of 100; p99: 99 of 100. Of each step the slowest p95 and p99 are shown. Unit: seconds.",
    errors:
      "Of all answers and handled updates, those that failed by Berry’s own fault; what a caller did wrong does not count. Unit: per cent.",
    cpu: "Of the processor time this machine or container may use. Together: the busiest copy. Unit: per cent.",
    memory:
      "Of the memory this machine or container may use, without files that are only cached. Together: the fullest copy. Unit: per cent.",
    disk: "Of the fullest of the disks that data, logs and backups lie on. Dashed: where it leads if it goes on as in the last day. Unit: per cent.",
    connections: "Of the connections PostgreSQL allows, those in use by anybody. Unit: per cent.",
    cache:
      "Of the blocks PostgreSQL needed, those it found in memory. Far below 99% the machine may have too little memory. Unit: per cent.",
    size: "How large this database is on disk, with indexes. Unit: bytes.",
    heap: "Of the heap the process may use, what was still in use after a collection. If this climbs steadily, memory leaks. Unit: per cent.",
    collection: "Of the time, how much the process spent collecting garbage. Unit: per cent.",
  },
  source: (names: string) => `Source: ${names}.`,
  lineOf: (value: string, rule: string) => `The line at ${value} is where the rule “${rule}” fires.`,
  line: (value: string) => `line at ${value}`,
  nothing: "No figures for this time yet",
  nothingHint: "Berry writes them down every ten seconds while it runs.",
  summary: (name: string, now: string, most: string) => `${name}: ${now} at the end, at most ${most}.`,
  summaryLine: (name: string, now: string, most: string, line: string) =>
    `${name}: ${now} at the end, at most ${most}, line at ${line}.`,
  columnTime: "Time",
  highest: (span: string) => `The highest of each ${span}.`,
  forecast: "If it goes on so",
  fullOn: (day: string, perDay: string) => `Full around ${day}: it fills by ${perDay} a day.`,
  notFull: "It is not filling.",
  marks: "What happened",
  noMarks: "Nothing in this time: no deploy, restart, alert or backup.",
  mark: { deploy: "Deploy", restart: "Restart", alert: "Alert", backup: "Backup" },
};
