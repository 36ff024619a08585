import { Problem, problemOf } from "./problem";
import type { Self, Session } from "./types";

/** What a person can show to be let in: Telegram's signed string, or the code of a one-time link. */
export type Credentials = { initData: string } | { link: string };

export type Entrance =
  | { state: "opening" }
  | { state: "open"; person: Self }
  /** The launch data has grown too old or was revoked; only Telegram can give fresh ones. */
  | { state: "closed"; why: "expired" | "link-used" | "nothing" | "signed-out" }
  | { state: "unreachable"; problem: Problem };

const PATIENCE = 15_000;

/**
 * The code of a one-time link, from the part of the address behind `#`. Browsers send that part to nobody; a code in
 * the query would stand in the logs of every proxy on the way, so there it is not looked for.
 */
export function linkIn(hash: string): string | null {
  return /^#link=([A-Za-z0-9_-]+)$/.exec(hash)?.[1] ?? null;
}

/**
 * Who we are to the server. The token lives in this object and nowhere else: no cookie (dropped in Telegram's frame)
 * and no storage (readable by any later script).
 */
export class SessionKeeper {
  #token = "";
  #entrance: Entrance = { state: "opening" };
  #entering: Promise<boolean> | null = null;
  readonly #watchers = new Set<() => void>();
  #versions: { first?: string; latest?: string } = {};

  constructor(private credentials: Credentials | null) {}

  get entrance(): Entrance {
    return this.#entrance;
  }

  get token(): string {
    return this.#token;
  }

  /** Whether the server has been replaced since this page was loaded. */
  get outdated(): boolean {
    return this.#versions.first !== undefined && this.#versions.first !== this.#versions.latest;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Takes note of the version the server names; a change is offered to the person as a reload. */
  sawVersion(version: string | undefined): void {
    if (!version) return;
    this.#versions.first ??= version;
    if (this.#versions.latest === version) return;
    this.#versions.latest = version;
    this.#tell();
  }

  /** Opens a session, once for all who ask at the same time. */
  enter(): Promise<boolean> {
    this.#entering ??= this.#exchange().finally(() => {
      this.#entering = null;
    });
    return this.#entering;
  }

  /** Ends the session on the server too; even when it cannot be reached, this page forgets it. */
  async leave(): Promise<void> {
    const token = this.#token;
    this.#forget();
    await this.#signOut("/api/session", token);
  }

  /**
   * Ends all sessions of this person, on every device. Answers whether the server did so: what it has not confirmed
   * must not look done, so otherwise this page stays signed in.
   */
  async leaveEverywhere(): Promise<boolean> {
    const path = "/api/session?everywhere=true";
    let response = await this.#signOut(path, this.#token);
    if (response?.status === 401 && (await this.enter())) response = await this.#signOut(path, this.#token);
    if (!response?.ok) return false;
    this.#forget();
    return true;
  }

  #forget(): void {
    this.#token = "";
    this.credentials = null;
    this.#become({ state: "closed", why: "signed-out" });
  }

  #signOut(path: string, token: string): Promise<Response | null> {
    return fetch(path, {
      method: "DELETE",
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE),
    }).catch(() => null);
  }

  async #exchange(): Promise<boolean> {
    if (!this.credentials) {
      if (this.#entrance.state !== "closed") {
        this.#become({ state: "closed", why: this.#token ? "expired" : "nothing" });
      }
      return false;
    }
    try {
      const response = await fetch("/api/session", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(this.credentials),
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!response.ok) return this.#refused(await problemOf(response));
      this.#opened((await response.json()) as Session);
      return true;
    } catch (error) {
      return this.#refused(new Problem(0, error instanceof Error ? error.message : String(error)));
    }
  }

  #opened(session: Session): void {
    this.#token = session.token;
    // A link's code is used up by now; Telegram's data may be shown again for a day.
    if (this.credentials && "link" in this.credentials) this.credentials = null;
    this.sawVersion(session.version);
    this.#become({ state: "open", person: session.person });
  }

  #refused(problem: Problem): boolean {
    const refused = problem.status === 401 || problem.status === 400 || problem.status === 403;
    if (refused) {
      const why = this.credentials && "link" in this.credentials ? "link-used" : "expired";
      this.credentials = null;
      this.#become({ state: "closed", why });
    } else if (this.#entrance.state !== "open") {
      // Who is inside already keeps the old data in view; widgets say what is wrong.
      this.#become({ state: "unreachable", problem });
    }
    return false;
  }

  #become(entrance: Entrance): void {
    this.#entrance = entrance;
    this.#tell();
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
