import { setTimeout as sleep } from 'node:timers/promises';
import type { OnProgress } from '../internal/progress.ts';
import { type ProviderId, providerOf } from '../providers/index.ts';

interface Bucket {
  tokens: number;
  refilledAt: number;
  blockedUntil: number;
  /** Callers wait in line, so that none overtakes another. */
  line: Promise<void>;
  /** Those in the line, each with whom to tell that it waits. */
  readonly waiting: Set<{ readonly tell: OnProgress | undefined }>;
}

export interface Lane {
  readonly connection: string;
  readonly provider: ProviderId;
  /** Method and path template. */
  readonly route: string;
}

interface TakeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** A long wait is said again so often, so that whoever listens does not give it up for dead. */
const heartbeatMs = 5000;

/** Spaces calls to what each provider allows, for all callers that share it. */
export class Pacer {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * Resolves when the next call of this lane may go out; says that it waits, and says it again while it does. Rejects when
   * the signal aborts.
   */
  async take(lane: Lane, { signal, onProgress }: TakeOptions = {}): Promise<void> {
    const bucket = this.#bucketOf(lane);
    const waiter = { tell: onProgress };
    bucket.waiting.add(waiter);
    const turn = bucket.line.then(() => this.#spend(bucket, lane, signal));
    bucket.line = turn.catch(() => {});
    try {
      await turn;
    } finally {
      bucket.waiting.delete(waiter);
    }
  }

  /** Holds the lane back after a 429: for as long as the provider says, else for the usual time. */
  penalise(lane: Lane, retryAfterSeconds: number | undefined): void {
    const bucket = this.#bucketOf(lane);
    const seconds = retryAfterSeconds ?? providerOf(lane.provider).allowance.penaltySeconds;
    bucket.blockedUntil = Math.max(bucket.blockedUntil, Date.now() + seconds * 1000);
    bucket.tokens = 0;
    bucket.refilledAt = bucket.blockedUntil;
  }

  async #spend(bucket: Bucket, lane: Lane, signal: AbortSignal | undefined): Promise<void> {
    const { burst, perMinute } = providerOf(lane.provider).allowance;
    for (;;) {
      const now = Date.now();
      const refill = (Math.max(0, now - bucket.refilledAt) * perMinute) / 60_000;
      const tokens = Math.min(burst, bucket.tokens + refill);
      const wait = Math.max(bucket.blockedUntil - now, tokens >= 1 ? 0 : ((1 - tokens) * 60_000) / perMinute);
      if (wait <= 0) {
        bucket.tokens = tokens - 1;
        bucket.refilledAt = now;
        return;
      }
      tellAll(bucket, lane, now + wait);
      await sleep(Math.min(wait, heartbeatMs), undefined, signal ? { signal } : {});
    }
  }

  #bucketOf({ connection, provider, route }: Lane): Bucket {
    const { burst, per } = providerOf(provider).allowance;
    const key = per === 'route' ? `${connection} ${route}` : connection;
    const known = this.#buckets.get(key);
    if (known) return known;
    const bucket: Bucket = {
      tokens: burst,
      refilledAt: Date.now(),
      blockedUntil: 0,
      line: Promise.resolve(),
      waiting: new Set(),
    };
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

/** Tells each listener once when its first call goes out: the first in the line then, each other one a turn later. */
function tellAll({ waiting }: Bucket, { provider }: Lane, first: number): void {
  const turnMs = 60_000 / providerOf(provider).allowance.perMinute;
  const told = new Set<OnProgress>();
  for (const [place, { tell }] of [...waiting].entries()) {
    if (!tell || told.has(tell)) continue;
    told.add(tell);
    tell({ kind: 'wait', what: `${provider}'s rate limit`, until: first + place * turnMs });
  }
}
