import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Progress } from '../internal/progress.ts';
import { type Lane, Pacer } from './pacing.ts';

// The clock of promises is not among those that fake timers replace.
vi.mock('node:timers/promises', () => ({
  setTimeout: (milliseconds: number, value: unknown, { signal }: { signal?: AbortSignal }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) reject(new DOMException('aborted', 'AbortError'));
      const timer = setTimeout(() => resolve(value), milliseconds);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new DOMException('aborted', 'AbortError'));
      });
    }),
}));

const projects: Lane = { connection: 'prod', provider: 'openai', route: 'GET /organization/projects' };
const users: Lane = { ...projects, route: 'GET /organization/users' };

/** How many of so many calls got through after so many seconds. */
async function passedAfter(pacer: Pacer, lane: Lane, calls: number, seconds: number): Promise<number> {
  let passed = 0;
  for (let call = 0; call < calls; call += 1) {
    void pacer.take(lane).then(() => {
      passed += 1;
    });
  }
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return passed;
}

function listener() {
  const waits: number[] = [];
  const onProgress = (progress: Progress) => {
    if (progress.kind === 'wait') waits.push(progress.until - Date.now());
  };
  return { waits, onProgress };
}

describe('pacing', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets a burst through, then one call for each ten seconds of a route', async () => {
    const { waits, onProgress } = listener();
    const pacer = new Pacer();
    await Promise.all([1, 2, 3, 4].map(() => pacer.take(projects, { onProgress })));
    expect(waits).toEqual([]);
    void pacer.take(projects, { onProgress });
    await vi.advanceTimersByTimeAsync(0);
    expect(waits[0]).toBeGreaterThan(9_000);
    expect(waits[0]).toBeLessThanOrEqual(10_000);
  });

  it('keeps routes apart, and connections', async () => {
    const { waits, onProgress } = listener();
    const pacer = new Pacer();
    for (let call = 0; call < 4; call += 1) await pacer.take(projects, { onProgress });
    await pacer.take(users, { onProgress });
    await pacer.take({ ...projects, connection: 'other' }, { onProgress });
    expect(waits).toEqual([]);
  });

  it('holds a route back for as long as the provider says', async () => {
    const { waits, onProgress } = listener();
    const pacer = new Pacer();
    pacer.penalise(projects, 42);
    void pacer.take(projects, { onProgress });
    await vi.advanceTimersByTimeAsync(0);
    expect(Math.round((waits[0] ?? 0) / 1000)).toBe(42);
  });

  it('says again and again that a long wait goes on, and how long it still is', async () => {
    const { waits, onProgress } = listener();
    const pacer = new Pacer();
    pacer.penalise(projects, 42);
    void pacer.take(projects, { onProgress });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(waits.map((wait) => Math.round(wait / 1000))).toEqual([42, 37, 32, 27, 22, 17, 12]);
  });

  it('tells everybody in the line that they wait, each for their own turn', async () => {
    const [first, second] = [listener(), listener()];
    const pacer = new Pacer();
    for (let call = 0; call < 4; call += 1) await pacer.take(projects);
    void pacer.take(projects, first);
    void pacer.take(projects, second);
    await vi.advanceTimersByTimeAsync(0);
    expect(Math.round((first.waits[0] ?? 0) / 1000)).toBe(10);
    expect(Math.round((second.waits[0] ?? 0) / 1000)).toBe(20);
  });

  it('gives a caller that is cancelled its error, and the line goes on', async () => {
    const pacer = new Pacer();
    const controller = new AbortController();
    for (let call = 0; call < 4; call += 1) await pacer.take(projects);
    const waiting = pacer.take(projects, { signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(await passedAfter(pacer, users, 2, 0)).toBe(2);
  });
});
