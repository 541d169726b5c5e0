import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '../connections/connection.ts';
import { InputError } from '../errors.ts';
import { Gate } from '../gate/gate.ts';
import type { Channel } from '../gate/policy/schema.ts';
import type { Sandbox } from '../sandbox/index.ts';

/** The seeded sandbox behind `--sandbox`. `STEWARD_SANDBOX_SEED` and `STEWARD_SANDBOX_NOW` choose its data and moment. */
export async function startOwnSandbox(environment: NodeJS.ProcessEnv): Promise<Sandbox> {
  const { startSandbox } = await import('../sandbox/index.ts');
  const now = environment['STEWARD_SANDBOX_NOW'];
  return startSandbox({
    seed: wholeNumber(environment['STEWARD_SANDBOX_SEED'] ?? '1', 'STEWARD_SANDBOX_SEED'),
    ...(now && { now: moment(now, 'STEWARD_SANDBOX_NOW') }),
  });
}

/** In a sandbox that ends with the process everything may be tried, once a person agrees. */
const ownPolicy = (channel: Channel) => `version: 1
mode: ask
approvals: { write: ${channel}, spend: ${channel}, access: ${channel}, destructive: ${channel} }
`;

/** A gate in a folder of its own, which whoever closes the gate removes. */
export function openTemporaryGate(environment: NodeJS.ProcessEnv, surface: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-sandbox-'));
  const gate = new Gate({
    environment: { ...environment, STEWARD_STATE_DIR: folder },
    folder,
    surface,
    policy: ownPolicy(surface === 'cli' ? 'terminal' : 'elicitation'),
  });
  return { gate, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function sandboxConnections(sandbox: Sandbox): readonly Connection[] {
  const shared = { paced: false, origin: 'sandbox' } as const;
  const { anthropic, openai } = sandbox;
  return [
    {
      ...shared,
      name: 'anthropic',
      provider: 'anthropic',
      plane: 'console',
      baseUrl: anthropic.base_url,
      credential: { kind: 'sandbox', value: anthropic.admin_key },
    },
    {
      ...shared,
      name: 'anthropic-oauth',
      provider: 'anthropic',
      plane: 'console',
      baseUrl: anthropic.base_url,
      credential: { kind: 'sandbox', value: anthropic.oauth_token },
    },
    {
      ...shared,
      name: 'anthropic-enterprise',
      provider: 'anthropic',
      plane: 'enterprise',
      baseUrl: anthropic.base_url,
      credential: { kind: 'sandbox', value: anthropic.enterprise_key },
    },
    {
      ...shared,
      name: 'openai',
      provider: 'openai',
      plane: undefined,
      baseUrl: openai.base_url,
      credential: { kind: 'sandbox', value: openai.admin_key },
    },
  ];
}

export function wholeNumber(text: string, what: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError('number_invalid', `${what}: «${text}» is not a whole number.`, { hint: 'Write digits only.' });
}

export function moment(text: string, what: string): Date {
  const date = new Date(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(date.getTime())) return date;
  throw new InputError('moment_invalid', `${what}: «${text}» is not a time.`, {
    hint: 'Write it like 2026-11-01T00:00:00Z.',
  });
}
