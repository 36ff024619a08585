import { Problem, problemOf } from "./problem";
import type { SessionKeeper } from "./session";

const PATIENCE = 20_000;

export type Parameters = Record<string, string | number | undefined>;

/** Asks the API in the name of the session, which is renewed once when the server no longer knows it. */
export class Client {
  constructor(readonly session: SessionKeeper) {}

  async get<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
    const response = await this.open(path + query(parameters), withPatience(signal));
    return (await response.json()) as T;
  }

  /** Changes something; an answer without a body is `undefined`. Throws a `Problem` when it was refused. */
  async send<T>(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<T> {
    const response = await this.#answered(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { ...(body !== undefined && { "Content-Type": "application/json" }), ...headers },
      signal: withPatience(signal),
    });
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  /** The bare answer, for streams; throws a `Problem` when it is not a success. */
  async open(path: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    return this.#answered(path, { signal, headers });
  }

  async #answered(path: string, request: RequestInit): Promise<Response> {
    let response = await this.#ask(path, request);
    if (response.status === 401 && (await this.session.enter())) response = await this.#ask(path, request);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async #ask(path: string, request: RequestInit): Promise<Response> {
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

function withPatience(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(PATIENCE);
  return signal && "any" in AbortSignal ? AbortSignal.any([signal, timeout]) : (signal ?? timeout);
}
