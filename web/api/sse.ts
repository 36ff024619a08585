/** One event of a stream, as the HTML standard reads `text/event-stream`. */
export interface StreamEvent {
  id: string | null;
  event: string;
  data: string;
}

/**
 * Reads a `text/event-stream` that arrives in pieces cut anywhere. `EventSource` would do it, but it cannot carry the
 * Authorization header.
 */
export class StreamReader {
  #rest = "";
  #id: string | null = null;
  #event = "";
  #data: string[] = [];

  /** Takes the next piece and gives the events that are complete with it. */
  read(piece: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    this.#rest += piece;
    // A lone \r at the end may be the first half of \r\n.
    const held = this.#rest.endsWith("\r") ? 1 : 0;
    const lines = this.#rest.slice(0, this.#rest.length - held).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? "") + (held ? "\r" : "");
    for (const line of lines) {
      const event = this.#line(line);
      if (event) events.push(event);
    }
    return events;
  }

  #line(line: string): StreamEvent | null {
    if (line === "") return this.#finish();
    if (line.startsWith(":")) return null;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id" && !value.includes("\0")) this.#id = value;
    else if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    return null;
  }

  #finish(): StreamEvent | null {
    const event = { id: this.#id, event: this.#event || "message", data: this.#data.join("\n") };
    const complete = this.#data.length > 0;
    this.#event = "";
    this.#data = [];
    return complete ? event : null;
  }
}
