import type { ClientSettings } from '../../../src/providers/provider.ts';

type Json = Readonly<Record<string, unknown>>;

/** What stands for an SDK: it sends a request, and throws what was refused. */
export class AcmeClient {
  readonly #key: string;
  readonly #settings: ClientSettings;

  constructor(key: string, settings: ClientSettings) {
    this.#key = key;
    this.#settings = settings;
  }

  async request(method: string, path: string, { query = {}, body }: { query?: Json; body?: Json } = {}) {
    const { baseUrl, headers, fetch } = this.#settings;
    const url = new URL(baseUrl + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await fetch(url, {
      method,
      headers: { ...headers, 'x-acme-key': this.#key, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new AcmeError(response, answer as { reason?: string });
    return answer;
  }
}

class AcmeError extends Error {
  override readonly name = 'AcmeError';
  readonly status: number;
  readonly reason: string | undefined;
  readonly traceId: string | undefined;

  constructor({ status, headers }: Response, { reason }: { readonly reason?: string }) {
    super(`Acme refused: ${status}`);
    this.status = status;
    this.reason = reason;
    this.traceId = headers.get('x-acme-trace') ?? undefined;
  }
}
