import { operationById } from '../../src/catalogue/index.ts';
import type { Receipt } from '../../src/gate/change/change.ts';
import type { Execution } from '../../src/gate/execute.ts';
import type { Gate } from '../../src/gate/gate.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { approve } from '../../src/gate/lifecycle/approve.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
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

/** Proposes, agrees as a person at a terminal would, and applies. */
export async function changed(
  id: string,
  input: Json,
  execution: Execution,
): Promise<Receipt & { readonly id: string }> {
  const { change } = await propose({ steps: [{ id, input }] }, execution);
  agree(change.id, execution.gate);
  return { id: change.id, ...(await apply(change.id, execution)) };
}

export function agree(id: string, gate: Gate, reveal?: string): void {
  approve(gate, id, { channel: 'terminal', approver: 'tester', ...(reveal !== undefined && { reveal }) });
}

/** Requests that could change something. */
export function writesSeen(sandbox: Sandbox): number {
  return sandbox.requests().filter(({ method, target }) => method !== 'GET' && !target.startsWith('/__sandbox')).length;
}
