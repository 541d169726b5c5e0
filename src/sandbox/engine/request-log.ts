/** A request as it was received, secrets removed. */
export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as JSON, as `[n bytes]` when it is something else, or null. */
  readonly body: unknown;
  /** Undefined while it is being answered, or when the connection was cut. */
  status?: number;
}

const secretHeaders = new Set(['authorization', 'x-api-key', 'cookie']);

/** The newest requests, as many as there is room for. */
export class RequestLog {
  readonly #room: number;
  #requests: LoggedRequest[] = [];

  constructor(room = 10_000) {
    this.#room = room;
  }

  record(
    request: {
      method: string;
      target: string;
      headers: Readonly<Record<string, string | undefined>>;
      body: Uint8Array;
    },
    now: number,
  ): LoggedRequest {
    const logged: LoggedRequest = {
      at: new Date(now).toISOString(),
      method: request.method,
      target: request.target,
      headers: withoutSecrets(request.headers),
      body: bodyOf(request.body),
    };
    this.#requests.push(logged);
    if (this.#requests.length >= this.#room * 2) this.#requests = this.#requests.slice(-this.#room);
    return logged;
  }

  list(): readonly LoggedRequest[] {
    return this.#requests.slice(-this.#room);
  }

  clear(): void {
    this.#requests = [];
  }
}

function withoutSecrets(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(headers)) kept[name] = secretHeaders.has(name) ? '[removed]' : (headers[name] ?? '');
  return kept;
}

function bodyOf(body: Uint8Array): unknown {
  if (body.length === 0) return null;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return `[${body.length} bytes]`;
  }
}
