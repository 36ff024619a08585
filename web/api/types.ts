/** The JSON of Berry's API, as docs and `/api/openapi.json` describe it. Times are ISO 8601 in UTC. */

export type Language = "ru" | "en";
export type Role = "user" | "operator" | "admin" | "owner";
export type Direction = "in" | "out";
export type DeliveryState = "received" | "queued" | "sent" | "failed" | "unknown";

export interface Person {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
}

export interface Self extends Person {
  language: Language;
  role: Role;
}

export interface Session {
  token: string;
  expiresAt: string;
  version: string;
  person: Self;
}

export interface Question {
  state: "none" | "waiting" | "answered";
  since?: string;
  answeredAt?: string;
  /** The name of whoever of the team answered; absent for the bot. */
  answeredBy?: string;
  usualAnswerSeconds?: number;
}

export interface Me {
  /** `firstSeenAt` and `lastSeenAt` are absent, the name empty, until the person has written to the bot. */
  person: Self & { timeZone?: string; firstSeenAt?: string; lastSeenAt?: string };
  question: Question;
  bot: { username: string };
  version: string;
  /** Berry itself has a problem that people notice; null or absent when it has none. */
  trouble?: { since: string } | null;
}

export interface Day {
  day: string;
  mine: number;
  answers: number;
}

export interface Activity {
  messages: number;
  thisWeek: number;
  lastWeek: number;
  activeDays: number;
  days: Day[];
}

export interface Message {
  id: string;
  chatId: number;
  direction: Direction;
  kind: string;
  text?: string;
  sentAt: string;
  editedAt?: string;
  state: DeliveryState;
  reason?: string;
  fileName?: string;
  fileSize?: number;
  /** The same for messages of a chat that were sent as one. */
  album?: string;
  /** `person`, `bot`, or the name of whoever of the team wrote it; absent from an older server. */
  author?: string;
  /** For `/api/files/{id}`: the file itself, and a small picture of it. */
  fileId?: string;
  thumbnailId?: string;
}

/** One message and the texts it had before. */
export interface MessageDetail {
  item: Message;
  versions: Array<{ text?: string; at: string }>;
}

export interface Page<Item> {
  items: Item[];
  next?: string;
}

/* ---- The inbox ---- */

export type InboxTab = "unanswered" | "mine" | "all" | "done";

/** Somebody of the team, by the name the team knows. */
export interface Colleague {
  id: number;
  name: string;
}

export interface LastMessage {
  /** As of a message of the conversation: how far whoever reads the list has seen. */
  id: string;
  direction: Direction;
  kind: string;
  text?: string;
  sentAt: string;
  /** `person`, `bot`, or the name of a colleague. */
  author: string;
  state: DeliveryState;
}

export interface Conversation {
  chatId: number;
  type: "private" | "group" | "supergroup" | "channel";
  title?: string;
  person?: Person & { language?: Language; source?: string };
  /** When the first unanswered message came; absent when nobody waits. */
  waitingSince?: string;
  doneAt?: string;
  snoozedUntil?: string;
  lastMessage?: LastMessage;
  assignee?: Colleague;
  tags: string[];
  unread: boolean;
  /** Why nothing can be sent there, a code as of a failed message. */
  unreachable?: string;
}

/** Of everything, whatever the filters. */
export type InboxCounts = Record<InboxTab | "overLimit", number>;

export interface InboxPage extends Page<Conversation> {
  counts: InboxCounts;
  limitMinutes: number;
}

/** What there is to filter by and to assign to. */
export interface Facets {
  tags: string[];
  languages: string[];
  sources: string[];
  staff: Colleague[];
}

export type Filter = "all" | "mine" | "answers" | "files";
export type Range = "24h" | "7d" | "30d" | "90d" | "12mo" | "all";
export type DataKind = "real" | "demo";
export type TileName = "unansweredNow" | "activePeople" | "newPeople" | "messagesIn";

/** One number; `previous` and entries of `series` are null or absent while unknown, which is not 0. */
export interface Tile {
  value?: number | null;
  previous?: number | null;
  series?: Array<number | null>;
}

export type Counts = Array<number | null>;

export interface Series {
  bucket: "hour" | "day" | "week" | "month";
  at: string[];
  messagesIn: Counts;
  messagesOut: Counts;
  previousMessagesIn?: Counts;
  previousMessagesOut?: Counts;
  peopleNew: Counts;
  peopleReturning: Counts;
}

export interface Strip {
  /** `unknown`: nobody has received anything yet. */
  intake: "ok" | "stalled" | "unknown";
  mode: "polling" | "webhook" | "sandbox";
  /** When updates were last known to come. */
  lastGood?: string;
  /** Why they don't come, a word such as `foreign_poller`. */
  trouble?: string;
  queue: number;
  quarantined: number;
  received: number;
  stored: number;
  repeated: number;
  lost: number;
  since?: string;
}

export interface Attention {
  kind: string;
  count: number;
  since?: string;
}

/** The last outage, for a day after it: messages written since `from` came at `to` and later. */
export interface CaughtUp {
  from: string;
  to: string;
  messages: number;
}

/** What was asked, and what it came to. */
export interface Period {
  range: Range;
  timeZone: string;
  from?: string;
  to: string;
  hasDemo: boolean;
  limitMinutes: number;
}

export interface Overview {
  period: Period;
  strip: Strip;
  /** Absent from an older server. */
  backup?: Trust;
  attention: Attention[];
  caughtUp?: CaughtUp;
  tiles: Record<TileName, Tile>;
  series: Series;
  lists: {
    commands: Array<{ name: string; count: number }>;
    sources: Array<{ source: string; newPeople: number; answeredShare?: number | null }>;
    /** Messages to people by who of the team wrote them, and the median of their first replies; absent: not counted. */
    staff?: Array<{ id?: number; name: string; messages: number; firstReplySeconds?: number | null }>;
    /** What else came, as information. */
    others: Array<{ name: string; count: number }>;
  };
}

/** A message of anybody's, and whose. */
export interface FeedItem {
  item: Message;
  /** Absent for what the bot says in a group. */
  person?: Person;
  receivedAt: string;
  /** Whether somebody of the team wrote it. */
  staff: boolean;
}

export interface Row {
  person: Person;
  at?: string;
  text?: string;
}

/* Team and templates. */

export interface Member extends Person {
  /** What people read as the author of an answer; absent for the first name. */
  name?: string;
  role: Role;
  addedAt: string;
  /** Absent until they have opened the dashboard. */
  lastSeenAt?: string;
}

export interface Invitation {
  id: number;
  role: Role;
  createdAt: string;
  expiresAt: string;
  createdBy?: { id: number; name: string };
}

export interface Team {
  items: Member[];
  invitations: Invitation[];
}

export interface InvitationLink {
  link: string;
  expiresAt: string;
}

// ---- Conversation: the screen of one -------------------------------------------------------------------------------

export interface Draft {
  text: string;
  /** The item it answers. */
  replyTo?: string;
}

export interface ConversationDetail {
  conversation: Conversation;
  details: { firstSeenAt?: string; lastSeenAt?: string; blockedAt?: string; messages: number };
  draft?: Draft & { changedAt: string };
  /** Colleagues who are writing at this moment. */
  replying: Colleague[];
  /** After how many minutes somebody waits too long; absent from an older server. */
  limitMinutes?: number;
}

/** A message as the team sees it; kind `note`: an internal note, which no person ever gets. */
export interface ConversationMessage extends Message {
  author: string;
  staffId?: number;
  messageId?: number;
  replyTo?: { id?: string; text?: string; author: string };
  deletedAt?: string;
  /** Whose words, in a chat of many. */
  person?: Person;
  /** How many earlier texts there are. */
  versions: number;
  /** The last wish to change it that came to nothing; retrying the message tries that again. */
  changeFailed?: { what: "edit" | "delete"; reason: string };
  mayEdit: boolean;
  mayDelete: boolean;
}

/** Newest first; `next` leads to older messages, `previous` to newer ones and is absent at the newest. */
export interface ThreadPage extends Page<ConversationMessage> {
  previous?: string;
}

export interface ConversationMessageDetail {
  item: ConversationMessage;
  versions: Array<{ text?: string; at: string }>;
}

export interface Template {
  id: number;
  /** What is typed after `/`. */
  name: string;
  texts: Partial<Record<Language, string>>;
  changedAt: string;
  /** Absent for one that came with Berry. */
  changedBy?: { id: number; name: string };
}

/** A file kept by the server, to be sent by its id. */
export interface Upload {
  id: string;
  kind: string;
  name: string;
  size: number;
  mimeType: string;
}

/* ---- Health, figures over time, alerts ---- */

export type Unit = "share" | "seconds" | "bytes" | "perMinute" | "count";
export type HealthState = "working" | "degraded" | "down" | "unknown";
export type ComponentKey = "intake" | "sender" | "live" | "api" | "database" | "backups" | "disk";
export type UptimeRange = "24h" | "7d" | "30d";

export interface HealthComponent {
  key: ComponentKey;
  state: HealthState;
  value?: number | null;
  unit: Unit;
  detail?: Record<string, number | string | null>;
}

/** `share` null or absent: no copy of Berry was there to know. */
export interface Uptime {
  range: UptimeRange;
  share?: number | null;
  bars: Array<{ from: string; share?: number | null }>;
}

export interface ReplicaState {
  name: string;
  role: "all" | "bot" | "dashboard";
  version: string;
  commit?: string | null;
  leader: boolean;
  startedAt: string;
  heartbeatAt: string;
  silent: boolean;
  self: boolean;
}

export interface Health {
  state: Exclude<HealthState, "unknown">;
  since?: string | null;
  components: HealthComponent[];
  uptime: Uptime[];
  /** Whether somebody outside of this machine would notice that Berry is gone. */
  outside: boolean;
  replicas: ReplicaState[];
}

export type MetricRange = "1h" | "6h" | "24h" | "7d" | "30d";
export type MarkKind = "deploy" | "restart" | "alert" | "backup";

/** Something that happened while the figures went on. */
export interface Mark {
  at: string;
  kind: MarkKind;
  text: string;
}

export interface MetricSeries {
  name: string;
  unit: Unit;
  replica?: string | null;
  /** Oldest first; null: nobody read it then, which is not 0. */
  points: Array<[string, number | null]>;
}

export interface MetricForecast {
  name: string;
  /** When it reaches all; null: not at this pace. */
  at?: string | null;
  perDay?: number | null;
}

export interface Metrics {
  from: string;
  to: string;
  stepSeconds: number;
  series: MetricSeries[];
  marks: Mark[];
  forecasts: MetricForecast[];
  replicas: string[];
}

export type AlertState = "ok" | "pending" | "firing" | "recovering" | "silenced" | "no_data" | "error";

export interface AlertSilence {
  id: number | string;
  until: string;
  by?: string | null;
  reason: string;
}

/** A rule and how it judges now. */
export interface AlertItem {
  key: string;
  metric: string;
  unit: Unit;
  state: AlertState;
  value?: number | null;
  threshold: number;
  clear: number;
  /** It fires above its threshold; otherwise below. */
  above: boolean;
  forSeconds: number;
  clearForSeconds: number;
  severity: 1 | 2 | 3;
  since?: string | null;
  /** For how long it has been over the threshold so far. */
  pendingSeconds?: number | null;
  because?: string | null;
  runbook?: string | null;
  replica?: string | null;
  source: string;
  off: boolean;
  silence?: AlertSilence | null;
  inhibitedBy?: string | null;
  episodesLastHour: number;
}

/** Planned silence of all rules, running or to come. */
export interface AlertWindow {
  id: number | string;
  startsAt: string;
  until: string;
  by?: string | null;
  reason: string;
}

export interface Alerts {
  items: AlertItem[];
  windows: AlertWindow[];
}

/* ---- Incidents ---- */

export type Severity = 1 | 2 | 3;
export type IncidentState = "open" | "acknowledged" | "mitigated" | "resolved" | "closed";

/** Somebody of the team by the name the team knows. */
export interface Named {
  id: number;
  name: string;
}

export interface Incident {
  id: number;
  severity: Severity;
  state: IncidentState;
  /** The rule that opened it. */
  cause: string;
  openedAt: string;
  acknowledgedAt?: string | null;
  owner?: Named | null;
  mitigatedAt?: string | null;
  resolvedAt?: string | null;
  closedAt?: string | null;
  /** Each reopening begins another. */
  round: number;
  keys: string[];
  /** How many of its alerts have not ended. */
  firing: number;
  needsResolution: boolean;
}

export interface IncidentPage {
  items: Incident[];
  next?: string | null;
  open: number;
  /** How many are over and want their resolution. */
  unwritten: number;
  /** Means of the last 90 days; null when there was none. */
  mttaSeconds?: number | null;
  mttrSeconds?: number | null;
}

export interface IncidentAlert {
  key: string;
  metric: string;
  unit: Unit;
  beganAt: string;
  endedAt?: string | null;
  worst?: number | null;
  threshold: number;
  above: boolean;
  replica?: string | null;
}

/** `kind` and `detail` are what the incident's own words are made of; a newer server may know more kinds. */
export interface IncidentEvent {
  id: number;
  at: string;
  kind: string;
  actor?: Named | null;
  via: "berry" | "chat" | "screen" | "command";
  detail: Record<string, unknown>;
}

export type Duty = "developer" | "devops" | "support";

export interface LadderCall {
  /** `person:<id>`, `webhook` or `mail`. */
  target: string;
  name?: string | null;
  kind: "message" | "repeat" | "fallback";
  state: "queued" | "sent" | "failed" | "held";
  why?: string | null;
  at: string;
}

export interface LadderStep {
  step: number;
  afterSeconds: number;
  to: Duty | "all";
  dueAt?: string | null;
  doneAt?: string | null;
  calls: LadderCall[];
}

export interface Ladder {
  /** Why nobody is called any more; null while somebody is. */
  stopped?: "acknowledged" | "mitigated" | "resolved" | "closed" | null;
  next?: { step: number; dueAt: string } | null;
  steps: LadderStep[];
}

export interface IncidentDetail extends Incident {
  resolution?: string | null;
  alerts: IncidentAlert[];
  timeline: IncidentEvent[];
  ladder: Ladder;
  /** Steps of the runbook that are done. */
  checklist: string[];
  /** What the reader may do with it as it stands. */
  can: { ack: boolean; mitigate: boolean; escalate: boolean; close: boolean; restart: boolean };
}

/** What came of "restart and check". */
export interface Restarted {
  ended: number;
  well: boolean;
  findings: Check[];
}

/* ---- Who is called ---- */

export interface OnCallContact {
  id: number;
  role: Duty;
  name: string;
  /** Absent until they have opened their link. */
  personId?: number | null;
  handle?: string | null;
  source: "file" | "app" | "owner";
  reachable: boolean;
  why?: string | null;
  testedAt?: string | null;
  onCall: boolean;
}

export interface OnCallTurn {
  role: Duty;
  personId?: number | null;
  name?: string | null;
  /** When somebody else's turn begins; absent: it does not end. */
  until?: string | null;
  /** Somebody took it over for a while. */
  taken: boolean;
}

/** Of the day, as `22:00`. */
export interface QuietTime {
  from: string;
  until: string;
}

export interface Channel {
  id: "webhook" | "mail" | "deadMan";
  set: boolean;
  shown?: string | null;
  lastAt?: string | null;
  ok?: boolean | null;
  why?: string | null;
}

export interface Escalation {
  /** By berry.yaml: then nothing of it can be changed here. */
  pinned: boolean;
  steps: Array<{ afterSeconds: number; to: Duty | "all" }>;
  contacts: OnCallContact[];
  rotation: Record<Duty, boolean>;
  onCall: OnCallTurn[];
  quietHours: Record<string, QuietTime | null>;
  channels: Channel[];
}

/* ---- The log ---- */

/** This or worse; empty for all. */
export type LogLevel = "" | "info" | "warn" | "error";

/** What cannot be understood is a line of its own that only has a message. */
export interface LogLine {
  id: string;
  at?: string;
  level?: "trace" | "debug" | "info" | "warn" | "error";
  logger?: string;
  message: string;
  /** The number of the update in whose handling it was written. */
  update?: number;
  request?: string;
  stack?: string;
}

/** A look reads so far back and no further: it may find nothing and still have a `next`. */
export interface LogPage extends Page<LogLine> {
  /** Leads to what will be written; absent on pages that lead back, and while there is no log. */
  newest?: string;
  replica: string;
}

/* ---- Configuration, doctor, deploys ---- */

/** One thing that was looked at. */
export interface Check {
  check: string;
  level: "ok" | "warn" | "fail";
  why: string;
  fix?: string;
}

export interface Examination {
  at: string;
  ok: boolean;
  checks: Check[];
}

export interface Deploy {
  id: string;
  version: string;
  commit?: string;
  message?: string;
  at: string;
  replica: string;
  /** The version it took the place of; absent for the first. */
  before?: string;
  /** Absent until some minutes after it. */
  verdict?: "good" | "bad";
  judgedAt?: string;
  findings: Check[];
}

export interface Setting {
  name: string;
  /** Secrets are masked. */
  value: string;
  source: string;
  secret: boolean;
  /** Whether the dashboard cannot change it. */
  pinned: boolean;
}

/** Values are JSON as text; secrets are masked. Absent: the default was, or is again, in force. */
export interface SettingChange {
  id: string;
  at: string;
  name: string;
  before?: string;
  after?: string;
  by: number;
  /** Empty when nothing is known of them any more. */
  byName: string;
}

export interface ServerConfig {
  settings: Setting[];
  /** `name` is empty when it is about none of the settings. */
  warnings: Array<{ name: string; text: string }>;
  versions: { berry: string; commit?: string; java: string; postgres?: string; schema?: string };
}

/* ---- Backups ---- */

/** The newest backup that was restored and came out the same; all but `failedAt` are absent when there is none. */
export interface Trust {
  name?: string;
  at?: string;
  provedAt?: string;
  seconds?: number;
  rows?: number;
  /** When a newer one was made that failed its proof. */
  failedAt?: string;
}

export type BackupState = "made" | "checked" | "proved" | "failed";

/** What a proof expected or found; which values there are depends on the code. */
export interface BackupReading {
  code: "rows" | "nothing" | "value" | "next_value" | "bytes" | "hash" | "readable" | "no_error" | "words";
  number?: number;
  text?: string;
}

export interface BackupDifference {
  /** In English, for a failure that an older Berry wrote down without codes. */
  table: string;
  expected: string;
  got: string;
  kind?: "table" | "sequence" | "newest_update" | "file" | "restore";
  /** Of the table or sequence. */
  name?: string;
  wanted?: BackupReading;
  found?: BackupReading;
}

export interface BackupItem {
  name: string;
  at: string;
  bytes: number;
  sha256?: string;
  state: BackupState;
  provedAt?: string;
  seconds?: number;
  rows: number;
  copies: Array<{ target: string; at: string }>;
  /** Its file lies where this server looks. */
  here: boolean;
  encrypted: boolean;
  /** Of this database. */
  ours: boolean;
  detail?: string;
  failure?: BackupDifference;
  differences: number;
  trouble?: string;
}

export interface BackupPlan {
  /** As 03:00 in the zone; absent: none by itself. */
  daily?: string;
  zone: string;
  nextAt?: string;
  hourly: number;
  days: number;
  weekly: number;
  monthly: number;
  budget: number;
  makes: boolean;
}

export interface BackupTarget {
  target: string;
  /** Certainly not this machine's disk. */
  away: boolean;
  name?: string;
  copiedAt?: string;
  behind: boolean;
}

export type WorkKind = "backup" | "proof" | "restore" | "undo";
export type WorkStep =
  | "beginning"
  | "writing"
  | "checking"
  | "reading"
  | "restoring"
  | "comparing"
  | "migrating"
  | "swapping"
  | "copying"
  | "other";

/** What is at work on backups, or was last. */
export interface Work {
  id: string;
  kind: WorkKind;
  subject?: string;
  by?: string;
  begunAt: string;
  endedAt?: string;
  state: "running" | "done" | "failed" | "interrupted";
  step: WorkStep;
  done: number;
  total: number;
  table?: string;
  outcome?: {
    name: string;
    state?: BackupState;
    kept?: string;
    safety?: string;
    seconds: number;
    paused: number;
    notes: string[];
  };
  failure?: string;
}

export interface Backups {
  items: BackupItem[];
  trust: Trust;
  plan: BackupPlan;
  targets: BackupTarget[];
  work?: Work;
  /** Who is at work that tells no progress, such as a command at the server. */
  busy?: string;
  /** The last time a backup was restored as after a loss. */
  drill?: {
    at: string;
    backup: string;
    /** `folder`, or the copy elsewhere in words. */
    source: string;
    /** Until its data could have been used again; absent: they could not. */
    rtoSeconds?: number;
    /** How old what it holds was. */
    rpoSeconds: number;
    problem?: string;
  };
}

/** What a restore, or taking one back, would change. */
export interface Differences {
  database: string;
  source: string;
  at?: string;
  tables: Array<{ name: string; now: number; backup: number; lost: number }>;
  lost: number;
  notes: string[];
  obstacles: string[];
}

/** Which database is live, and which are kept from before a restore. */
export interface Standing {
  database: string;
  complete: boolean;
  says: string;
  busy?: string;
  kept: Array<{ database: string; source: string; at: string; until: string; bytes: number }>;
  leftovers: string[];
}

/** The slowest statements, where the database counts them. */
export interface Statements {
  state: "on" | "absent" | "not_loaded";
  slowest: Array<{ text: string; cut: boolean; calls: number; totalSeconds: number; meanSeconds: number }>;
  /** Absent where Berry's user may not see the write-ahead log. */
  walBytes?: number;
}
