import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Lane, Pacer } from './pacing.ts';

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

describe('pacing', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets a burst through, then one call for each ten seconds of a route', async () => {
    const waits: number[] = [];
    const pacer = new Pacer((wait) => waits.push(wait));
    await Promise.all([1, 2, 3, 4].map(() => pacer.take(projects)));
    expect(waits).toEqual([]);
    void pacer.take(projects);
    await vi.advanceTimersByTimeAsync(0);
    expect(waits[0]).toBeGreaterThan(9_000);
    expect(waits[0]).toBeLessThanOrEqual(10_000);
  });

  it('keeps routes apart, and connections', async () => {
    const waits: number[] = [];
    const pacer = new Pacer((wait) => waits.push(wait));
    for (let call = 0; call < 4; call += 1) await pacer.take(projects);
    await pacer.take(users);
    await pacer.take({ ...projects, connection: 'other' });
    expect(waits).toEqual([]);
  });

  it('holds a route back for as long as the provider says', async () => {
    const waits: number[] = [];
    const pacer = new Pacer((wait) => waits.push(wait));
    pacer.penalise(projects, 42);
    void pacer.take(projects);
    await vi.advanceTimersByTimeAsync(0);
    expect(Math.round((waits[0] ?? 0) / 1000)).toBe(42);
  });

  it('gives a caller that is cancelled its error, and the line goes on', async () => {
    const pacer = new Pacer();
    const controller = new AbortController();
    for (let call = 0; call < 4; call += 1) await pacer.take(projects);
    const waiting = pacer.take(projects, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(await passedAfter(pacer, users, 2, 0)).toBe(2);
  });
});
