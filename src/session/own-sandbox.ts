import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Connection } from '../connections/connection.ts';
import { InputError } from '../errors.ts';
import { Gate } from '../gate/gate.ts';
import type { Channel } from '../gate/journal/agreement.ts';
import type { Environment } from '../internal/environment.ts';
import { type ProviderId, providers } from '../providers/index.ts';
import type { Sandbox } from '../sandbox/index.ts';

/** The seeded sandbox behind `--sandbox`. `STEWARD_SANDBOX_SEED` and `STEWARD_SANDBOX_NOW` choose its data and moment. */
export async function startOwnSandbox(environment: Environment): Promise<Sandbox> {
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
export function openTemporaryGate(environment: Environment, surface: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'steward-sandbox-'));
  const gate = new Gate({
    environment: { ...environment, STEWARD_STATE_DIR: folder },
    folder,
    surface,
    policy: ownPolicy(surface === 'cli' ? 'terminal' : 'elicitation'),
  });
  return { gate, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A connection for each key that the sandbox gives. */
export function sandboxConnections(sandbox: Sandbox): readonly Connection[] {
  return providers.flatMap(({ id, sandbox: kinds }) => {
    const credentials = credentialsIn(sandbox, id);
    return kinds.map(({ name, key, plane }) => ({
      name: name === undefined ? id : `${id}-${name}`,
      provider: id,
      plane,
      baseUrl: credentials('base_url'),
      credential: { kind: 'sandbox', value: credentials(key) } as const,
      paced: false,
      origin: 'sandbox',
    }));
  });
}

/** What the sandbox says of how to reach one of its providers, by name: `base_url`, or a key. */
export function credentialsIn(sandbox: Sandbox, provider: ProviderId): (name: string) => string {
  const given: Readonly<Record<string, string>> = { ...sandbox.connections[provider] };
  return (name) => {
    const value = given[name];
    if (value === undefined) throw new Error(`The sandbox of ${provider} gives no ${name}.`);
    return value;
  };
}

/** How many times larger than the standard organisation: at least once. */
export function scaleFrom(text: string, what: string): number {
  const scale = wholeNumber(text, what);
  if (scale > 0) return scale;
  throw new InputError('number_invalid', `${what}: 0 times the standard organization would be none.`, {
    hint: 'Write 1 or more.',
  });
}

export function wholeNumber(text: string, what: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InputError('number_invalid', `${what}: «${text}» is not a whole number.`, { hint: 'Write digits only.' });
}

/** A moment of a day that the calendar has, in years that a provider's records can be of. */
export function moment(text: string, what: string): Date {
  const date = new Date(text);
  const [, day = ''] = /^(\d{4}-\d\d-\d\d)(?:$|T)/.exec(text) ?? [];
  if (Number.isNaN(date.getTime()) || !isDay(day)) {
    throw new InputError('moment_invalid', `${what}: «${text}» is not a time.`, {
      hint: 'Write it like 2026-11-01T00:00:00Z.',
    });
  }
  const year = Number(day.slice(0, 4));
  if (year >= earliestYear && year <= latestYear) return date;
  throw new InputError('moment_out_of_range', `${what}: the year ${year} is not one that the sandbox can be in.`, {
    hint: `Choose one from ${earliestYear} to ${latestYear}.`,
  });
}

const earliestYear = 2024;
const latestYear = 2099;

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
