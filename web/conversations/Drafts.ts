import type { Client } from "../api/client";
import { pathOf } from "../api/queries";
import type { Draft } from "../api/types";
import { type Drawer, keep, kept } from "./drawer";

const REST = 1_000;
const AGAIN = 5_000;
/** An answer of the server may be that old. */
const LATE = 10_000;
const EMPTY: Draft = { text: "" };

interface Line {
  /** As it stands in the composer. */
  local: Draft;
  /** As the server has it, as far as we know. */
  synced: Draft;
  touched: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
  writing: boolean;
}

/** Unsent texts, one per conversation: here at once, at the server when the typing rests, on every device after that. */
export class Drafts {
  readonly #lines = new Map<number, Line>();

  constructor(
    private readonly client: Client,
    private readonly drawer: Drawer | null,
  ) {}

  /** The text of a conversation as this page knows it. */
  of(chat: number): Draft {
    return this.#line(chat).local;
  }

  /**
   * Takes note of what the server has and says what the composer should show: what was typed here and not yet kept
   * there wins, otherwise another device's text is taken over.
   */
  heard(chat: number, draft: Draft | undefined): Draft {
    const line = this.#line(chat);
    const unsaved = !same(line.local, line.synced) || line.writing;
    if (unsaved || Date.now() - line.touched < LATE) return line.local;
    line.synced = draft ? plain(draft) : EMPTY;
    line.local = line.synced;
    this.#keep(chat, line);
    return line.local;
  }

  write(chat: number, draft: Draft): void {
    const line = this.#line(chat);
    line.local = draft;
    line.touched = Date.now();
    this.#keep(chat, line);
    clearTimeout(line.timer);
    line.timer = setTimeout(() => void this.#save(chat), REST);
  }

  /** Before the screen is left: what rests a second more may never be sent. */
  flush(chat: number): void {
    const line = this.#lines.get(chat);
    if (line && !same(line.local, line.synced)) void this.#save(chat);
  }

  /**
   * The text was sent. The server forgets it with the message; saving that too keeps a save under way, or a message
   * that waits for a connection, from bringing it back.
   */
  sent(chat: number): void {
    this.write(chat, EMPTY);
  }

  async #save(chat: number): Promise<void> {
    const line = this.#line(chat);
    clearTimeout(line.timer);
    // One at a time: two could overtake each other. The one under way looks again when it ends.
    if (line.writing || same(line.local, line.synced)) return;
    line.writing = true;
    const wanted = line.local;
    let pause: number | null = null;
    try {
      await this.client.send("PUT", `${pathOf(chat)}/draft`, wanted);
      line.synced = wanted;
    } catch {
      pause = AGAIN;
    }
    line.writing = false;
    this.#keep(chat, line);
    if (!same(line.local, line.synced)) {
      clearTimeout(line.timer);
      line.timer = setTimeout(() => void this.#save(chat), pause ?? REST);
    }
  }

  #line(chat: number): Line {
    const known = this.#lines.get(chat);
    if (known) return known;
    const local = kept<Draft>(this.drawer, this.#place(chat)) ?? EMPTY;
    const line: Line = { local, synced: EMPTY, touched: 0, writing: false };
    this.#lines.set(chat, line);
    return line;
  }

  /** Only what the server does not have needs a copy here. */
  #keep(chat: number, line: Line): void {
    keep(this.drawer, this.#place(chat), same(line.local, line.synced) ? undefined : line.local);
  }

  #place(chat: number): string {
    return `berry.draft.${chat}`;
  }
}

function same(one: Draft, other: Draft): boolean {
  return one.text === other.text && (one.text === "" || one.replyTo === other.replyTo);
}

function plain({ text, replyTo }: Draft): Draft {
  return replyTo ? { text, replyTo } : { text };
}
