/** The time of a sandbox: standing still where a start was given, running with the machine's otherwise. */
export class Clock {
  readonly #start: number | undefined;
  #stands: number | undefined;
  #offset = 0;

  constructor(start?: Date) {
    this.#start = start?.getTime();
    this.#stands = this.#start;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#stands ?? Date.now() + this.#offset;
  }

  /** Unix seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** RFC 3339 with microseconds, as some providers write their moments. */
  iso(): string {
    return isoMicroseconds(this.now());
  }

  set(moment: Date): void {
    if (this.#stands === undefined) this.#offset = moment.getTime() - Date.now();
    else this.#stands = moment.getTime();
  }

  /** Back to the moment of the start, or to the machine's time. */
  reset(): void {
    this.#stands = this.#start;
    this.#offset = 0;
  }

  advance(milliseconds: number): void {
    this.set(new Date(this.now() + milliseconds));
  }
}

export function isoMicroseconds(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000Z`;
}
