import { appendFileSync } from 'node:fs';
import { isStewardError } from '../../errors.ts';
import type { Gate } from '../gate.ts';
import type { Head } from '../state/head.ts';

const patienceMs = 5000;
const anchored = 'anchored';

/**
 * Keeps the journal's head elsewhere when policy asks for it and enough entries have come since: a line in a file, a
 * POST to an address. Whoever rewrites the journal would have to rewrite it there too.
 * @returns what went wrong, as a sentence; undefined when all is well or nothing was due.
 */
export async function anchorIfDue(gate: Gate): Promise<string | undefined> {
  const anchor = await anchorIn(gate);
  if (!anchor) return undefined;
  const head = await gate.head();
  if (head.seq - (await lastAnchored(gate)) < anchor.every) return undefined;
  const problems = [
    anchor.file === undefined ? undefined : toFile(anchor.file, head, gate.now()),
    anchor.url === undefined ? undefined : await toUrl(anchor.url, head, gate.now()),
  ].filter((problem) => problem !== undefined);
  if (problems.length > 0) return `The journal's head could not be anchored: ${problems.join('; ')}.`;
  await gate.store.alone((tables) => tables.setValue(anchored, String(head.seq)));
  return undefined;
}

async function anchorIn(gate: Gate) {
  try {
    const { base, tightening } = await gate.policy();
    return [base, ...tightening.filter(({ place }) => place !== 'project')]
      .map(({ document }) => document.anchor)
      .find(Boolean);
  } catch (error) {
    if (isStewardError(error)) return undefined;
    throw error;
  }
}

function toFile(file: string, head: Head, now: Date): string | undefined {
  try {
    appendFileSync(file, `${lineFor(head, now)}\n`, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return `${file} (${(error as NodeJS.ErrnoException).code})`;
  }
}

async function toUrl(url: string, head: Head, now: Date): Promise<string | undefined> {
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'https:' && !/^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)) return `${url} is not https`;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: lineFor(head, now),
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'error',
    });
    return response.ok ? undefined : `${hostname} answered ${response.status}`;
  } catch {
    return `${hostname} could not be reached`;
  }
}

function lineFor({ seq, hash }: Head, now: Date): string {
  return JSON.stringify({ seq, hash, at: now.toISOString() });
}

async function lastAnchored({ store }: Gate): Promise<number> {
  return Number(await store.look((tables) => tables.value(anchored))) || 0;
}
