/** How often each client may ask: a minute's worth at once, then as they come back. */
export class Rates {
  readonly #perMinute: number;
  readonly #left = new Map<string, { tokens: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** True when the client may ask now; false when it has asked too often. */
  take(client: string, now = Date.now()): boolean {
    const { tokens, at } = this.#left.get(client) ?? { tokens: this.#perMinute, at: now };
    const filled = Math.min(this.#perMinute, tokens + ((now - at) / 60_000) * this.#perMinute);
    this.#left.set(client, { tokens: Math.max(0, filled - 1), at: now });
    return filled >= 1;
  }
}
