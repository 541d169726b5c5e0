/** What Node's `inspect` looks for. By its registered name, so that our declarations need no types of Node. */
const inspected: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** A credential in memory. It prints as `[secret]` wherever it ends up by accident; only `reveal` gives it away. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspected](): string {
    return '[secret]';
  }
}
