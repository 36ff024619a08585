import type { Client } from "../api/client";
import { Problem } from "../api/problem";
import { pathOf, topicOf } from "../api/queries";
import { type Drawer, keep, kept } from "./drawer";

export interface Attached {
  id: string;
  kind: string;
  name: string;
  size: number;
}

/** A message on its way from this device to Berry; what Telegram does with it later is the server's to tell. */
export interface Outgoing {
  /** The Idempotency-Key: the same for every try, so that a message is stored once however often it is sent. */
  key: string;
  chatId: number;
  text: string;
  files: Attached[];
  replyTo?: string;
  /** The newest item the writer had seen. */
  lastSeen?: string;
  /** Send although a colleague has answered meanwhile. */
  anyway?: boolean;
  /** The conversation is done with this answer. */
  done?: boolean;
  at: string;
  stage: "sending" | "waiting" | "refused" | "answered" | "accepted";
  /** The server's words when it refused. */
  reason?: string;
  colleague?: { author: string; at?: string };
  /** The item it became. */
  id?: string;
}

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 30_000;

/** What a failure means for a message: wait and try again, ask the writer, or tell that it will never work. */
export function stageAfter(error: unknown): "waiting" | "answered" | "refused" {
  if (!(error instanceof Problem)) return "waiting";
  if (error.status === 409 && error.kind === "colleague-answered") return "answered";
  // 401: nobody is signed in any more; whoever signs in again finds the message waiting.
  const mayHeal = error.offline || error.status >= 500 || [401, 408, 425, 429].includes(error.status);
  return mayHeal ? "waiting" : "refused";
}

/**
 * Messages that Berry has not taken yet, each in its turn. They outlive the screen they were written on and a reload
 * of the page, and are shown until Berry has them.
 */
export class Outbox {
  #entries: readonly Outgoing[] = [];
  #owner = 0;
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #busy = new Set<number>();
  readonly #watchers = new Set<() => void>();

  /** @param renew puts what is new of a topic on the screen */
  constructor(
    private readonly client: Client,
    private readonly drawer: Drawer | null,
    private readonly renew: (topic: string) => Promise<unknown>,
  ) {}

  get entries(): readonly Outgoing[] {
    return this.#entries;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Takes up what this person left unsent on this page; another person's messages are not theirs to send. */
  open(person: number): void {
    if (this.#owner === person) return;
    this.#owner = person;
    const left = kept<Outgoing[]>(this.drawer, this.#place()) ?? [];
    this.#become(left.map((entry) => (entry.stage === "sending" ? { ...entry, stage: "waiting" } : entry)));
    this.wake();
  }

  put(entry: Omit<Outgoing, "stage">): void {
    // A doubled tap brings the same key.
    if (this.#entries.some(({ key }) => key === entry.key)) return;
    this.#become([...this.#entries, { ...entry, stage: "sending" }]);
    void this.#pump(entry.chatId);
  }

  /** Tries again what was refused, or sends it although a colleague has answered. */
  again(key: string, anyway = false): void {
    const entry = this.#entries.find((known) => known.key === key);
    if (!entry) return;
    this.#change(key, { stage: "sending", ...(anyway ? { anyway } : {}) });
    void this.#pump(entry.chatId);
  }

  remove(key: string): void {
    const entry = this.#entries.find((known) => known.key === key);
    this.#become(this.#entries.filter((known) => known.key !== key));
    if (entry) void this.#pump(entry.chatId);
  }

  /** The line is back, or may be: whatever waits is tried at once. */
  wake(): void {
    clearTimeout(this.#timer);
    for (const chat of new Set(this.#entries.map(({ chatId }) => chatId))) void this.#pump(chat);
  }

  /** One conversation after its own order: an answer must not overtake the one before it. */
  async #pump(chat: number): Promise<void> {
    if (this.#busy.has(chat)) return;
    this.#busy.add(chat);
    try {
      for (let next = this.#next(chat); next; next = this.#next(chat)) {
        this.#change(next.key, { stage: "sending" });
        if (!(await this.#deliver(next))) return;
      }
    } finally {
      this.#busy.delete(chat);
    }
  }

  #next(chat: number): Outgoing | undefined {
    const queue = this.#entries.filter(({ chatId, stage }) => chatId === chat && stage !== "accepted");
    const first = queue.find(({ stage }) => stage !== "refused");
    return first?.stage === "answered" ? undefined : first;
  }

  /** Whether the next one may go. */
  async #deliver(entry: Outgoing): Promise<boolean> {
    try {
      const { id } = await this.client.send<{ id: string }>(
        "POST",
        `${pathOf(entry.chatId)}/messages`,
        bodyOf(entry),
        { "Idempotency-Key": entry.key },
      );
      this.#pause = FIRST_PAUSE;
      this.#change(entry.key, { stage: "accepted", id });
      void this.#finish(entry);
      return true;
    } catch (error) {
      return this.#failed(entry, error);
    }
  }

  async #finish(entry: Outgoing): Promise<void> {
    if (entry.done) {
      await this.client.send("POST", `${pathOf(entry.chatId)}/done`, { done: true }).catch(() => undefined);
    }
    // The bubble stays until the stored message stands in its place.
    await this.renew(topicOf(entry.chatId)).catch(() => undefined);
    this.remove(entry.key);
  }

  #failed(entry: Outgoing, error: unknown): boolean {
    const stage = stageAfter(error);
    if (error instanceof Problem && stage === "refused") {
      this.#change(entry.key, { stage, reason: error.message });
      return true;
    }
    if (error instanceof Problem && stage === "answered") {
      const { author, at } = error.fields;
      this.#change(entry.key, {
        stage,
        colleague: {
          author: typeof author === "string" ? author : "",
          ...(typeof at === "string" ? { at } : {}),
        },
      });
      return false;
    }
    this.#change(entry.key, { stage: "waiting" });
    this.#wakeLater();
    return false;
  }

  #wakeLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), this.#pause);
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }

  #change(key: string, changes: Partial<Outgoing>): void {
    this.#become(this.#entries.map((entry) => (entry.key === key ? { ...entry, ...changes } : entry)));
  }

  #become(entries: readonly Outgoing[]): void {
    this.#entries = entries;
    keep(this.drawer, this.#place(), entries.length > 0 ? entries : undefined);
    for (const watcher of this.#watchers) watcher();
  }

  #place(): string {
    return `berry.outbox.${this.#owner}`;
  }
}

function bodyOf({ text, files, replyTo, lastSeen, anyway }: Outgoing) {
  return {
    ...(text === "" ? {} : { text }),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    ...(replyTo ? { replyTo } : {}),
    ...(lastSeen ? { lastSeen } : {}),
    ...(anyway ? { anyway } : {}),
  };
}
