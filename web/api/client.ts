import { Problem, problemOf } from "./problem";
import type { SessionKeeper } from "./session";

const PATIENCE = 20_000;
/** For what reads all of a backup before it answers. */
export const LONG = 5 * 60_000;

interface Asking {
  method?: string;
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

export type Parameters = Record<string, string | number | undefined>;

/** Asks the API in the name of the session, which is renewed once when the server no longer knows it. */
export class Client {
  constructor(readonly session: SessionKeeper) {}

  async get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
    const response = await this.open(path + query(parameters), withPatience(signal));
    return (await response.json()) as T;
  }

  /** Changes something. An answer without a body comes as `undefined`. */
  async send<T>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
    signal?: AbortSignal,
    patience = PATIENCE,
  ): Promise<T> {
    const written =
      body === undefined
        ? { method, headers: { ...headers } }
        : { method, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await this.#ask(path, { ...written, signal: withPatience(signal, patience) });
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** The bare answer, for streams and files; throws a `Problem` when it is not a success. */
  async open(path: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    return this.#ask(path, { signal, headers });
  }

  async #ask(path: string, request: Asking): Promise<Response> {
    let response = await this.#reach(path, request);
    if (response.status === 401 && (await this.session.enter())) {
      response = await this.#reach(path, request);
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async #reach(path: string, request: Asking): Promise<Response> {
    try {
      return await fetch(path, {
        ...request,
        headers: { ...request.headers, Authorization: `Bearer ${this.session.token}` },
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      throw new Problem(0, error instanceof Error ? error.message : String(error));
    }
  }
}

function query(parameters: Parameters): string {
  const known = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  return known.length === 0
    ? ""
    : `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}`;
}

function withPatience(signal: AbortSignal | undefined, patience = PATIENCE): AbortSignal {
  const timeout = AbortSignal.timeout(patience);
  return signal && "any" in AbortSignal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
}
