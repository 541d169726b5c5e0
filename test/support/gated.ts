import { operationById } from '../../src/catalogue/index.ts';
import type { Receipt } from '../../src/gate/change/progress.ts';
import type { Shown } from '../../src/gate/change/shown.ts';
import type { Execution } from '../../src/gate/execution.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve } from '../../src/gate/lifecycle/approve.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { withPlace } from '../../src/gate/lifecycle/show.ts';
import type { Reach } from '../../src/gate/reach.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { sandboxConnections } from '../../src/session/own-sandbox.ts';
import { Session } from '../../src/session/session.ts';

type Json = Readonly<Record<string, unknown>>;

/** A connection of the sandbox, by name, through a gate. */
export function executionOn(sandbox: Sandbox, gate: Gate, name: string): Execution {
  return sessionOn(sandbox, gate).onNamed(name);
}

/** A session on the sandbox's connections, through a gate of the test's own. */
export function sessionOn(sandbox: Sandbox, gate: Gate): Session {
  return new Session({
    environment: {},
    connections: () => sandboxConnections(sandbox),
    gate: () => gate,
    now: () => sandbox.clock.now(),
  });
}

/** The connection that an operation needs: its provider's, its plane's, its kind of caller. */
export function connectionFor(id: string): string {
  const { provider, planes } = operationById(id);
  if (provider === 'openai') return 'openai';
  return planes?.includes('console') === false ? 'anthropic-enterprise' : 'anthropic-oauth';
}

/** Proposes one step, agrees as a person at a terminal would, and applies. */
export async function changed(id: string, input: Json, reach: Reach): Promise<Receipt & { readonly id: string }> {
  const shown = await propose({ steps: [{ id, input, connection: connectionFor(id) }] }, reach);
  await agree(shown, reach);
  return { id: shown.record.id, ...(await apply(shown.record.id, reach)) };
}

/**
 * A person's yes at a terminal to what they were shown.
 * @returns what is still missing.
 */
export async function agree(shown: Shown, reach: Reach, place: string | null = null): Promise<string | undefined> {
  return approve(withPlace(shown, place), { channel: 'terminal', approver: 'tester' }, reach);
}

/** Requests that could change something. */
export function writesSeen(sandbox: Sandbox): number {
  return sandbox.requests().filter(({ method, target }) => method !== 'GET' && !target.startsWith('/__sandbox')).length;
}
