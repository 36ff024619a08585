/** Why a request failed: the server's own words (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  constructor(
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    message: string,
    readonly requestId?: string,
    /** How long the server asks us to wait, in seconds. */
    readonly retryAfter?: number,
    /** All the server said, for the members that one kind of problem has and others have not. */
    readonly fields: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The last word of the problem's `type`, such as `colleague-answered`; empty when it has none. */
  get kind(): string {
    return typeof this.fields.type === "string" ? (this.fields.type.split("/").at(-1) ?? "") : "";
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

/** Reads a failed answer. A proxy in between may have written anything, so nothing is taken for granted. */
export async function problemOf(response: Response): Promise<Problem> {
  const fields = await response.json().catch(() => ({}));
  const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
  const retryAfter = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    text(fields?.detail) ?? text(fields?.title) ?? `HTTP ${response.status}`,
    text(fields?.requestId),
    retryAfter > 0 ? retryAfter : undefined,
    typeof fields === "object" && fields !== null ? fields : {},
  );
}
