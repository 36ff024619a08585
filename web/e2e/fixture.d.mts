/** A pretend Berry: the API in memory. */
export interface Fixture {
  url: string;
  /** Changes how it behaves: `scene`, `version`, `forgotten` (a token it no longer knows) and more. */
  set(changes: Record<string, unknown>): void;
  /** A message arrives. */
  message(message: { text: string; direction?: "in" | "out"; state?: string }): void;
  /** Something is written in the conversation of chat 101. */
  talk(item: Record<string, unknown>): void;
  /** What that conversation knows and does: `offline`, `draft`, `answered`, `unreachable`, `calls`. */
  talkState: Record<string, unknown>;
  /** The inbox, to act in it as people and colleagues do. */
  inbox(): {
    write(chatId: number, text: string): void;
    act(chatId: number, act: "done" | "snooze" | "assign" | "tags", body?: unknown): void;
    crowd(count: number): void;
  };
  /** Puts the incidents back as they were at the start. */
  incidents(): void;
  /** Moves on what is at work on backups. */
  work(changes: Record<string, unknown>): void;
  /** Puts the inbox back as it was at the start. */
  refill(): void;
  /** Breaks all live streams. */
  drop(): void;
  /** How somebody signed out last: `here` or `everywhere`; null when nobody did. */
  signedOut(): string | null;
  /** The Last-Event-ID of the newest stream. */
  resumedFrom(): string | null;
  close(): void;
}

export function startFixture(port?: number): Promise<Fixture>;
