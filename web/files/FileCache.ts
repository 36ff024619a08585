import type { Client } from "../api/client";

/** A file that is here, with an address only this page can use. */
export interface Kept {
  url: string;
  type: string;
  size: number;
}

interface Entry {
  loading: Promise<Kept>;
  kept?: Kept;
  users: number;
}

const MOST = 120;
const LARGEST = 96 * 1024 * 1024;
const AT_ONCE = 4;

export const filePath = (id: string) => `/api/files/${encodeURIComponent(id)}`;

/**
 * Files asked for in the name of the session: an address in `src` could not carry the bearer. Each is fetched once
 * and held while it is used; of the rest the longest unused go first, and their memory with them.
 */
export class FileCache {
  /** In the order of last use. */
  readonly #entries = new Map<string, Entry>();
  readonly #queue: Array<() => void> = [];
  #running = 0;

  constructor(private readonly client: Client) {}

  /** What is here already. */
  peek(id: string): Kept | undefined {
    return this.#entries.get(id)?.kept;
  }

  /** Fetches unless it is here. Whoever takes must `release`. */
  take(id: string): Promise<Kept> {
    const entry = this.#entries.get(id) ?? this.#begin(id);
    entry.users += 1;
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return entry.loading;
  }

  release(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.users -= 1;
    this.#tidy();
  }

  #begin(id: string): Entry {
    const entry: Entry = { users: 0, loading: this.#fetch(id) };
    entry.loading.then(
      (kept) => {
        entry.kept = kept;
        this.#tidy();
      },
      // A failure is not kept: the next who asks tries again.
      () => this.#entries.get(id) === entry && this.#entries.delete(id),
    );
    return entry;
  }

  async #fetch(id: string): Promise<Kept> {
    await this.#turn();
    try {
      const response = await this.client.open(filePath(id), new AbortController().signal);
      const blob = await response.blob();
      return { url: URL.createObjectURL(blob), type: blob.type, size: blob.size };
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  /** A screen of pictures must not block the way of a message. */
  async #turn(): Promise<void> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
  }

  #tidy(): void {
    let bytes = [...this.#entries.values()].reduce((sum, { kept }) => sum + (kept?.size ?? 0), 0);
    for (const [id, { kept, users }] of this.#entries) {
      if (this.#entries.size <= MOST && bytes <= LARGEST) return;
      if (users > 0 || !kept) continue;
      this.#entries.delete(id);
      bytes -= kept.size;
      URL.revokeObjectURL(kept.url);
    }
  }
}
