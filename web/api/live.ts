import type { Client } from "./client";
import { type StreamEvent, StreamReader } from "./sse";

export type LiveState =
  | { state: "connecting" }
  /** `delay`: seconds from receipt by Berry to this screen, of the latest event; null before the first. */
  | { state: "live"; delay: number | null }
  | { state: "reconnecting" }
  /** Nothing has come for a while; what is shown is as of `since`. */
  | { state: "stale"; since: number };

export interface LiveNews {
  topic: string;
  receivedAt?: string | undefined;
}

/**
 * Puts news on the screen; settled when it is there, with whether anything in view was renewed. `null`: anything may
 * have changed.
 */
export type Refresh = (news: LiveNews | null) => Promise<boolean>;

const CONNECT_PATIENCE = 10_000;
const HEARTBEAT_LOST = 35_000;
const STALE_AFTER = 12_000;
const LONGEST_PAUSE = 20_000;
const REST_AFTER = 4_000;

/**
 * The live stream: keeps it open while the page is in view, resumes where it stopped, and knows how old the picture
 * is. Events are wake-ups, not data: each makes the queries of its topic ask again.
 */
export class Live {
  #status: LiveState = { state: "connecting" };
  #lastId: string | null = null;
  #lastHeard = Date.now();
  /** Server clock minus ours, milliseconds. */
  #clock = 0;
  #helloAt = 0;
  #attempts = 0;
  #running: AbortController | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  readonly #watchers = new Set<() => void>();

  constructor(
    private readonly client: Client,
    private readonly refresh: Refresh,
    /** How long a connection may take to come about, milliseconds. */
    private readonly patience = CONNECT_PATIENCE,
  ) {}

  get status(): LiveState {
    return this.#status;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  start(): void {
    this.#watchdog ??= setInterval(() => this.#checkPulse(), 1000);
    if (!this.#running) void this.#connect();
  }

  stop(): void {
    clearInterval(this.#watchdog);
    clearTimeout(this.#retry);
    clearTimeout(this.#rest);
    this.#watchdog = undefined;
    this.#running?.abort();
    this.#running = null;
  }

  /** In the background the stream rests; on return it catches up from the last event seen. */
  setActive(active: boolean): void {
    clearTimeout(this.#rest);
    if (active) {
      this.#attempts = 0;
      if (!this.#running) clearTimeout(this.#retry);
      this.start();
    } else {
      // A glance at another window should not cost a reconnection.
      this.#rest = setTimeout(() => this.stop(), REST_AFTER);
    }
  }

  async #connect(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (this.#lastId !== null) headers["Last-Event-ID"] = this.#lastId;
    const asked = Date.now();
    // A request that hangs says nothing by itself: without an end to the wait it would never be made again.
    const patience = setTimeout(() => running.abort(), this.patience);
    try {
      const response = await this.client
        .open("/api/live", running.signal, headers)
        .finally(() => clearTimeout(patience));
      await this.#listen(response, asked);
    } catch {
      // Whatever went wrong, the cure is the same: say so and try again.
    }
    if (this.#running !== running) return;
    this.#running = null;
    this.#reconnectLater();
  }

  async #listen(response: Response, asked: number): Promise<void> {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) return;
    const stream = new StreamReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.#lastHeard = Date.now();
      for (const event of stream.read(value)) this.#take(event, asked);
    }
  }

  #take({ id, event, data }: StreamEvent, asked: number): void {
    const fields = parse(data);
    if (id) this.#lastId = id;
    if (event === "hello") {
      this.#greeted(fields, asked);
    } else if (event === "reset") {
      void this.refresh(null);
    } else {
      void this.#show({ topic: fields.topic ?? event, receivedAt: fields.receivedAt });
    }
  }

  #greeted(fields: Record<string, string>, asked: number): void {
    const now = Date.now();
    const at = Date.parse(fields.at ?? "");
    // The server spoke somewhere between our question and its arrival here: take the middle.
    if (!Number.isNaN(at)) this.#clock = at - (asked + now) / 2;
    this.#helloAt = now + this.#clock;
    this.client.session.sawVersion(fields.version);
    // Without a point to resume from, anything may have happened in between.
    if (this.#attempts > 0 && this.#lastId === null) void this.refresh(null);
    this.#attempts = 0;
    this.#become({ state: "live", delay: this.#status.state === "live" ? this.#status.delay : null });
  }

  async #show(news: LiveNews): Promise<void> {
    const received = Date.parse(news.receivedAt ?? "");
    // News of a topic that is not in view say nothing about the delay of what is.
    if (!(await this.refresh(news))) return;
    await painted();
    // What was received while we were away says how long we were away, not how fast we are.
    if (Number.isNaN(received) || received < this.#helloAt || this.#status.state !== "live") return;
    const delay = Math.max(0, Date.now() + this.#clock - received) / 1000;
    this.#become({ state: "live", delay });
  }

  #reconnectLater(): void {
    this.#attempts += 1;
    if (this.#status.state === "live" || this.#status.state === "connecting")
      this.#become({ state: "reconnecting" });
    const pause = Math.min(LONGEST_PAUSE, 500 * 2 ** (this.#attempts - 1));
    // Spread out, so that a restarted server is not met by everybody at once.
    this.#retry = setTimeout(() => void this.#connect(), pause * (0.7 + Math.random() * 0.6));
  }

  #checkPulse(): void {
    const silence = Date.now() - this.#lastHeard;
    if (this.#status.state === "live" && silence > HEARTBEAT_LOST) {
      this.#running?.abort();
    } else if (this.#status.state === "reconnecting" && silence > STALE_AFTER) {
      this.#become({ state: "stale", since: this.#lastHeard });
    }
  }

  #become(status: LiveState): void {
    this.#status = status;
    for (const watcher of this.#watchers) watcher();
  }
}

function parse(data: string): Record<string, string> {
  try {
    return JSON.parse(data) as Record<string, string>;
  } catch {
    return {};
  }
}

/** Settles after the browser has drawn; a hidden page draws nothing, so there is a limit. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, 250);
    requestAnimationFrame(() => {
      clearTimeout(limit);
      setTimeout(resolve);
    });
  });
}
